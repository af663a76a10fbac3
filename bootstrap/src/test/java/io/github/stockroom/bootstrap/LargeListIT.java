package io.github.stockroom.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import java.util.Scanner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A million products, listed whole by a service with little memory. */
@Tag("slow")
@OnEachDatabase
class LargeListIT {

    private static final int ROWS = 1_000_000;

    private final DatabaseKind database;

    LargeListIT(DatabaseKind database) {
        this.database = database;
    }

    @Test
    void streamsAMillionRowsInConstantMemory() {
        OwnDatabase own = database.create();
        try (RunningService writer = RunningService.start(new OwnDatabase(own.settings(), () -> {}))) {
            ProductRows.in(writer, ROWS, row -> "Product number " + row);
        }
        try (own;
                ServiceProcess service = ServiceProcess.inNewDirectory()
                        .option("-Xmx128m")
                        .on(own)
                        .serving()) {
            assertCompleteList(service, "", 1, 1);
            assertCompleteList(service, "?sort=-price", ROWS, -1);
            assertThat(service.http().get("/ht").status()).isEqualTo(200);
            assertThat(service.isAlive()).isTrue();
        }
    }

    /** Asserts that every row comes, in order, the first and each next one with these prices. */
    private static void assertCompleteList(ServiceProcess service, String query, int first, int step) {
        try (RawHttp connection = RawHttp.to(service.port())) {
            connection.send("GET " + Products.PATH + "/" + query + " HTTP/1.0\r\nHost: localhost\r\n\r\n");
            var prices = new Scanner(connection.stream(), UTF_8).useDelimiter("\"price\":");
            assertThat(prices.next()).contains(" 200 ").contains("[{\"id\":");
            int expected = first;
            for (int rows = 1; rows < ROWS; rows++, expected += step) {
                String text = prices.next();
                int end = text.indexOf('}');
                if (Integer.parseInt(text.substring(0, end)) != expected) {
                    throw new AssertionError("row " + rows + " is priced " + text + ", not " + expected);
                }
            }
            assertThat(prices.next()).isEqualTo(expected + "}]");
            assertThat(prices.hasNext()).isFalse();
        }
    }
}
