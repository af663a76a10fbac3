package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.MariaDbServer;
import io.github.stockroom.bootstrap.testing.MoveCheck;
import io.github.stockroom.bootstrap.testing.OldDatabase;
import io.github.stockroom.bootstrap.testing.OldRows;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Moves from MariaDB, where cars lived, with the tables of each framework: {@code ./mvnw verify -Pmariadb}. */
@Tag("mariadb")
class MigrateFromMariaDbTest {

    private static MariaDbServer server;

    @BeforeAll
    static void start() throws Exception {
        server = MariaDbServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void movesADjangoProjectRowByRow(DatabaseKind kind) throws Exception {
        try (OldDatabase old = server.database("django");
                OwnDatabase target = kind.create()) {
            OldRows.django(old);

            requireDone(CommandRun.of(new MigrateFromCommand(), target, old.options()), "\"created\":10000");
            new MoveCheck(kind, target).requireDjango();
            requireDone(CommandRun.of(new MigrateFromCommand(), target, old.options()), "\"unchanged\":10000");
        }
    }

    @ParameterizedTest
    @EnumSource
    void movesCarsAndAccountsRowByRow(DatabaseKind kind) throws Exception {
        try (OldDatabase cars = server.database("flask");
                OldDatabase users = server.database("fastapi");
                OwnDatabase target = kind.create()) {
            OldRows.flask(cars);
            OldRows.fastapi(users);

            for (OldDatabase old : List.of(cars, users)) {
                requireDone(CommandRun.of(new MigrateFromCommand(), target, old.options()), "\"created\":10000");
            }
            new MoveCheck(kind, target).requireFlask();
            new MoveCheck(kind, target).requireFastapi();
        }
    }

    private static void requireDone(CommandRun run, String figures) {
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains(figures);
    }
}
