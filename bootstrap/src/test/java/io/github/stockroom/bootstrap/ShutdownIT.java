package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.Eventually;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SIGTERM: what is in flight is finished, nothing new is taken. */
class ShutdownIT {

    @Test
    void finishesTheRequestInFlight() {
        assertFinished(() -> {});
    }

    /** Jetty cuts connections that were silent for a second, unless its {@code shutdownIdleTimeout} is longer. */
    @Test
    void finishesTheRequestOfAClientThatPauses() {
        assertFinished(() -> {
            long start = System.nanoTime();
            Eventually.isTrue(
                    "the pause is over", Duration.ofSeconds(10), () -> System.nanoTime() - start > 3_000_000_000L);
        });
    }

    private static void assertFinished(Runnable beforeTheOtherHalf) {
        try (ServiceProcess service = ServiceProcess.inNewDirectory().serving();
                RawHttp connection = RawHttp.to(service.port())) {
            String body = SampleRecords.json("Apple", 7);
            connection.send(head(body.length()));
            // The service asks for the body, so the request is in its hands now.
            assertThat(connection.read().status()).isEqualTo(100);
            connection.send(body.substring(0, 10));

            service.terminate();
            Eventually.isTrue("new connections are refused", Duration.ofSeconds(10), () -> !service.accepts());
            beforeTheOtherHalf.run();
            assertThat(service.isAlive()).isTrue();

            Reply created = connection.send(body.substring(10)).read();
            assertThat(created.status()).as(created.toString()).isEqualTo(201);
            assertThat(created.text()).contains("\"Apple\"");
            assertThat(service.awaitExit(Duration.ofSeconds(30))).isIn(0, 143);
        }
    }

    @Test
    @Tag("slow")
    void doesNotWaitForEverForAClientThatStalls() {
        try (ServiceProcess service = ServiceProcess.inNewDirectory().serving();
                RawHttp stalled = RawHttp.to(service.port())) {
            stalled.send(head(1_000));
            assertThat(stalled.read().status()).isEqualTo(100);
            service.terminate();
            assertThat(service.awaitExit(Duration.ofSeconds(30))).isIn(0, 143);
        }
    }

    private static String head(int length) {
        return "POST " + SampleRecords.PATH + " HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }
}
