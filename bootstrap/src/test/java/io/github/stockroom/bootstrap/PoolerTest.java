package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.persistence.testing.PooledPostgres;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The service on PostgreSQL behind a pooler in transaction mode, with and without the setting for it. */
class PoolerTest {

    @RegisterExtension
    static final PooledPostgres POOLED = new PooledPostgres();

    @Test
    void refusesToStartWithoutTheSetting() {
        String[] settings = database("none").settings().entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);

        Throwable failure = catchThrowable(() -> StockroomApplication.application(StockroomApplication.class)
                .run(settings)
                .close());

        assertThat(StartupFailureReporter.sentence(failure))
                .isEqualTo(
                        "DB_HOST leads to a connection pooler in transaction mode, which needs DB_POOLER=transaction.");
    }

    /** More often than the driver waits before it prepares a statement. */
    @Test
    void servesConcurrentClientsWithTheSetting() {
        try (RunningService service = RunningService.start(database("transaction"))) {
            Http http = service.http();
            IntStream.range(0, 200).parallel().forEach(i -> {
                String path = Products.path(Products.create(http, "Apple " + i, i));
                assertThat(http.get(path).status()).isEqualTo(200);
                assertThat(http.get(Products.PATH + "?q=apple&sort=-price&limit=3")
                                .status())
                        .isEqualTo(200);
                assertThat(http.put(path, Products.json("Pear " + i, i), "Idempotency-Key: " + i)
                                .status())
                        .isEqualTo(200);
            });
            assertThat(http.get(Products.PATH).json().size()).isEqualTo(200);
        }
    }

    private static OwnDatabase database(String kind) {
        return new OwnDatabase(
                Map.of(
                        "DB_HOST", "localhost",
                        "DB_PORT", Integer.toString(POOLED.port()),
                        "DB_NAME", "postgres",
                        "DB_USER", "postgres",
                        "DB_POOLER", kind),
                () -> {});
    }
}
