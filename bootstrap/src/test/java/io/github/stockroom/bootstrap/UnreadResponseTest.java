package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Eventually;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clients that ask and do not read what they get (docs/security.md: Budget). */
class UnreadResponseTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** More responses than the service and the operating systems on both sides buffer. */
    private static final int PIPELINED = 200;

    /** While a client takes nothing, its response holds the one permit for long responses. */
    @Test
    void givesUpALongResponseThatItsClientDoesNotRead() {
        try (var service = RunningService.start(
                        DatabaseKind.H2, "stockroom.response.streams=1", "stockroom.response.stall-time=1s");
                RawHttp client = RawHttp.slowlyTo(service.port())) {
            ProductRows.in(service, 40_000, row -> "x".repeat(190) + row);
            client.send("GET " + Products.PATH + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            client.awaitBegin();

            Eventually.isTrue(
                    "another client gets a list",
                    SOON,
                    () -> service.http().get(Products.PATH).status() == 200);
            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(client::read);
        }
    }

    /** Both clients are one address, which may leave a quarter of the memory unread: one response of this length. */
    @Test
    void closesTheConnectionThatWouldExceedTheMemoryForUnreadResponses() {
        String request = "GET " + Products.PATH + "?limit=250 HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (var service = RunningService.start(
                        DatabaseKind.H2, "stockroom.response.memory=256KB", "stockroom.response.stall-time=5m");
                RawHttp first = RawHttp.slowlyTo(service.port());
                RawHttp second = RawHttp.slowlyTo(service.port())) {
            ProductRows.in(service, 250, row -> "x".repeat(190) + row);
            first.send(request.repeat(PIPELINED));
            second.send(request.repeat(PIPELINED));

            Eventually.isTrue("one connection is closed", SOON, () -> isClosed(first) || isClosed(second));
            assertThat(service.http().get(Products.PATH + "?limit=250").status())
                    .isEqualTo(200);
        }
    }

    /** Without reading, which would let the service go on. */
    private static boolean isClosed(RawHttp connection) {
        try {
            connection.send("\r\n");
            return false;
        } catch (UncheckedIOException e) {
            return true;
        }
    }
}
