package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Eventually;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import io.github.stockroom.bootstrap.testing.SlowClients;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thousands of clients that do not send on, and do not read, from 50 addresses, beside one that behaves. */
@Tag("slow")
class SlowClientsIT {

    private static final int ADDRESSES = 50;
    private static final int UPLOADS = 2_000;
    private static final int READERS = 2_000;
    private static final int ROWS = 25_000;
    private static final Logger log = LoggerFactory.getLogger(SlowClientsIT.class);

    private static final Duration DURATION = Duration.ofSeconds(30);

    /**
     * Without the bounds no request is answered within a minute. The goal is 1 s; decision 26 has the figures and what
     * is missing.
     */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final String WHOLE_LIST = "GET /api/items HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String BY_ID = "GET /api/items/1 HTTP/1.1\r\nHost: localhost\r\n\r\n";

    /** The longest time that a request of each kind took; one that failed took for ever. */
    private final Map<String, Duration> slowest = new TreeMap<>();

    @Test
    void probesAndReadsByIdAreAnswered() {
        OwnDatabase own = DatabaseKind.H2.create();
        try (RunningService writer = RunningService.start(new OwnDatabase(own.settings(), () -> {}))) {
            ProductRows.in(writer, ROWS, row -> "x".repeat(190) + row);
        }
        try (own;
                ServiceProcess service = ServiceProcess.inNewDirectory()
                        .option("-Xmx256m")
                        .with("LOGGING_LEVEL_IO_GITHUB_STOCKROOM_HTTP", "info")
                        .on(own)
                        .serving();
                var slow = new SlowClients(service.port(), ADDRESSES)) {
            measure(service, Duration.ofSeconds(2));
            slowest.clear();
            slow.send(UPLOADS, """
                    POST /api/items HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: text/csv\r
                    Content-Length: 9900000\r
                    \r
                    product,price\r
                    """ + "x".repeat(2_000));
            slow.send(READERS / 2, WHOLE_LIST);
            slow.send(READERS / 2, BY_ID.repeat(300));
            measure(service, DURATION);

            log.info("Slowest requests of the honest client: {}", slowest);
            assertThat(service.isAlive()).isTrue();
            assertThat(slow.countEnded()).as("clients that were given up").isPositive();
            assertThat(slowest).allSatisfy((kind, time) -> assertThat(time).isLessThan(LIMIT));
        }
    }

    private void measure(ServiceProcess service, Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            for (String path : new String[] {"/healthz", "/ht", Products.PATH + "/1", Products.PATH + "?limit=20"}) {
                long start = System.nanoTime();
                // The honest client repeats what is refused for overload, and waits until it is served.
                int status = Eventually.get(path + " is served", LIMIT, () -> {
                    int answered = service.http().get(path).status();
                    return answered == 503 ? null : answered;
                });
                Duration time = Duration.ofNanos(System.nanoTime() - start);
                slowest.merge(path, status == 200 ? time : Duration.ofDays(1), SlowClientsIT::longer);
            }
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
