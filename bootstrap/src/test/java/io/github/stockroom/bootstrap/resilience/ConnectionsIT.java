package io.github.stockroom.bootstrap.resilience;

import io.github.stockroom.bootstrap.testing.Relay;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An instance whose connections to PostgreSQL break while requests are under way. */
@Tag("resilience")
class ConnectionsIT {

    private static final int PER_SECOND = 60;
    private static final int CUTS = Report.LONG ? 60 : 15;
    private static final Duration BETWEEN = Duration.ofMillis(300);
    private static final Duration UNHEARD = Duration.ofMillis(150);
    private static final Duration AFTER = Duration.ofSeconds(5);

    /** About what ten requests send and receive. */
    private static final int MOST_BYTES = 20_000;

    private static PostgresNode server;
    private static Relay relay;
    private static String database;
    private static Instance instance;

    @BeforeAll
    static void start() throws IOException {
        server = PostgresNode.empty();
        relay = new Relay("127.0.0.1", server.port());
        database = server.newDatabase();
        instance = Instance.on(PostgresNode.settings("127.0.0.1:" + relay.port(), database));
    }

    @AfterAll
    static void stop() throws IOException {
        instance.close();
        relay.close();
        server.close();
    }

    @Test
    void survivesConnectionsThatAreCut() {
        row("connections: cut " + CUTS + " times after some bytes", load -> {
            relay.hangUpAfter(ThreadLocalRandom.current().nextInt(MOST_BYTES));
            load.goOn(BETWEEN);
            relay.recover();
        });
    }

    /** The database does what the service sends, commits too, and the service gets no answer. */
    @Test
    void survivesCommitsThatAreNotConfirmed() {
        row("connections: cut " + CUTS + " times before answers", load -> {
            relay.swallowAnswers();
            load.goOn(UNHEARD);
            relay.recover();
            load.goOn(BETWEEN);
        });
    }

    private static void row(String fault, Consumer<Load> cut) {
        try (Load load = Load.start(instance.url(), PER_SECOND, () -> server.names(database))) {
            for (int i = 0; i < CUTS; i++) {
                cut.accept(load);
            }
            load.causeIsGone();
            Report.add(load.goOn(AFTER).end(fault));
        }
    }
}
