package io.github.stockroom.bootstrap.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Migrations that are killed, and that three instances start at once. */
@Tag("resilience")
class MigrationsIT {

    private static final int KILLS = Report.LONG ? 20 : 2;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static PostgresNode server;

    @BeforeAll
    static void start() {
        server = PostgresNode.empty();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void migrationThatWasKilledIsFinishedByTheNextOnPostgres() {
        killAtSeveralPoints("PostgreSQL", () -> PostgresNode.settings(server.host(), server.newDatabase()));
    }

    @Test
    void migrationThatWasKilledIsFinishedByTheNextOnTheEmbeddedDatabase() {
        killAtSeveralPoints("embedded database", () -> {
            Path data = RunningService.newDirectory("migration-").toAbsolutePath();
            return Map.of("stockroom.data-dir", data.toString());
        });
    }

    @Test
    void threeInstancesMayMigrateAtOnce() {
        String database = server.newDatabase();
        var settings = PostgresNode.settings(server.host(), database);
        List<CompletableFuture<Instance>> starting = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> Instance.on(settings)))
                .toList();
        List<Instance> instances =
                starting.stream().map(CompletableFuture::join).toList();
        try {
            List<String> applied = server.jdbc(database)
                    .sql("select id from databasechangelog")
                    .query(String.class)
                    .list();
            assertThat(applied).isNotEmpty().doesNotHaveDuplicates();
        } finally {
            instances.forEach(Instance::close);
        }
        Report.note("migration: started by 3 instances at once: all serve");
    }

    /** The points are spread over the time that a migration takes when it is left alone. */
    private static void killAtSeveralPoints(String kind, Supplier<Map<String, String>> newDatabase) {
        long start = System.nanoTime();
        assertThat(migrate(newDatabase.get()).ended().awaitExit(LONGEST)).isZero();
        long whole = System.nanoTime() - start;
        Duration slowest = Duration.ZERO;
        for (int i = 0; i < KILLS; i++) {
            Map<String, String> settings = newDatabase.get();
            // The first third is the start of the process.
            Duration life = Duration.ofNanos(whole / 3 + i * whole * 2 / 3 / KILLS);
            migrate(settings).killedAfter(life);
            long again = System.nanoTime();
            try (ServiceProcess next = migrate(settings).ended()) {
                assertThat(next.awaitExit(LONGEST))
                        .as("killed after " + life + ": " + next.printed())
                        .isZero();
            }
            Duration time = Duration.ofNanos(System.nanoTime() - again);
            slowest = time.compareTo(slowest) > 0 ? time : slowest;
        }
        Report.note("migration, %s: killed at %d points: each finished by the next, in %.1f s at most"
                .formatted(kind, KILLS, slowest.toMillis() / 1_000.0));
    }

    private static ServiceProcess.Builder migrate(Map<String, String> settings) {
        return ServiceProcess.inNewDirectory().argument("migrate").on(new OwnDatabase(settings, () -> {}));
    }
}
