package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Eventually;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A service that was told to stop, as its load balancer sees it. */
class ShutdownGraceTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void turnsReadinessOffAndServesOn() throws IOException {
        RunningService service = RunningService.start(DatabaseKind.H2, "stockroom.shutdown-grace=3s");
        Http http = service.http();
        try (RawHttp kept = RawHttp.to(service.port())) {
            Reply before = kept.send(get()).read();
            assertThat(before.status()).isEqualTo(200);
            assertThat(before.has("Connection")).isFalse();

            var stopped = CompletableFuture.runAsync(service::close);
            Eventually.isTrue("it is not ready", SOON, () -> readiness(http) == 503);

            Reply old = kept.send(get()).read();
            assertThat(old.status()).isEqualTo(200);
            assertThat(old.header("Connection")).isEqualTo("close");
            assertThat(http.get("/ht").status()).isEqualTo(500);
            assertThat(http.get("/healthz").status()).isEqualTo(200);
            Reply created = http.post(SampleRecords.PATH, SampleRecords.json("Apple", 7));
            assertThat(created.status()).isEqualTo(201);
            assertThat(created.header("Connection")).isEqualTo("close");
            assertThat(stopped).isNotDone();

            stopped.join();
            assertThatThrownBy(() -> http.get(SampleRecords.PATH)).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void isOfUseWhereALoadBalancerCanBe() {
        assertThat(ShutdownGrace.chosen(null, false)).isEqualTo(Duration.ofSeconds(10));
        assertThat(ShutdownGrace.chosen(null, true)).isZero();
        assertThat(ShutdownGrace.chosen(Duration.ofSeconds(3), true)).isEqualTo(Duration.ofSeconds(3));
        assertThat(ShutdownGrace.chosen(Duration.ZERO, false)).isZero();
    }

    private static int readiness(Http http) {
        return http.get("/actuator/health/readiness").status();
    }

    private static String get() {
        return "GET " + SampleRecords.PATH + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }
}
