package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** A start while another process changes the schema. */
class MigrateWaitTest {

    private static final long LOCK_OF_MIGRATIONS = 0x73746f636bL;

    @Test
    void givesUpAfterTheSetTimeAndNamesTheOther() throws Exception {
        try (OwnDatabase database = DatabaseKind.POSTGRESQL.create();
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK_OF_MIGRATIONS + ")");

            Throwable failure = catchThrowable(() ->
                    RunningService.start(database, "stockroom.migrate-wait=1s").close());

            assertThat(StartupFailureReporter.sentence(failure))
                    .contains("after 1 s the schema was still being changed by process");
        }
    }
}
