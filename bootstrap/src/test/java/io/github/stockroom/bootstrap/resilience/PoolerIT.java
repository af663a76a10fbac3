package io.github.stockroom.bootstrap.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An instance on PostgreSQL behind PgBouncer in transaction mode. */
@Tag("resilience")
class PoolerIT {

    /** Fewer than the instance has connections, so that sessions change hands all the time. */
    private static final int SESSIONS = 4;

    private static final int PER_SECOND = 60;
    private static final Duration BEFORE = Duration.ofSeconds(1);
    private static final Duration AFTER = Duration.ofSeconds(5);

    private static PostgresNode server;
    private static Daemon pooler;
    private static String database;
    private static Instance instance;

    @BeforeAll
    static void start() {
        server = PostgresNode.empty();
        pooler = Daemon.pgbouncer(server, SESSIONS);
        database = server.newDatabase();
        instance = Instance.on(settings("transaction"));
    }

    @AfterAll
    static void stop() {
        instance.close();
        pooler.close();
        server.close();
    }

    @Test
    void startWithoutTheSettingIsRefused() {
        var refused = ServiceProcess.inNewDirectory().on(new OwnDatabase(settings("none"), () -> {}));
        try (ServiceProcess service = refused.ended()) {
            assertThat(service.printed()).contains("DB_POOLER=transaction");
        }
    }

    @Test
    void everyRequestIsServed() {
        Row row = row("PgBouncer in transaction mode", load -> {});
        assertThat(row.isUnnoticed()).as(row.toString()).isTrue();
        assertThat(server.jdbc(database)
                        .sql("select count(*) from pg_locks where locktype = 'advisory'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void survivesAPoolerThatIsKilled() {
        row("PgBouncer: SIGKILL, started", load -> {
            pooler.killAndStart();
            load.causeIsGone();
        });
    }

    @Test
    void survivesAServerThatIsKilledBehindThePooler() {
        row("PostgreSQL behind PgBouncer: SIGKILL, started", load -> {
            server.kill();
            server.start();
            load.causeIsGone();
        });
    }

    private static Row row(String fault, Consumer<Load> cause) {
        try (Load load = Load.start(instance.url(), PER_SECOND, () -> server.names(database))) {
            cause.accept(load.goOn(BEFORE));
            return Report.add(load.goOn(AFTER).end(fault));
        }
    }

    private static Map<String, String> settings(String kind) {
        Map<String, String> settings = new HashMap<>(PostgresNode.settings("127.0.0.1:" + pooler.port(), database));
        settings.put("DB_POOLER", kind);
        return settings;
    }
}
