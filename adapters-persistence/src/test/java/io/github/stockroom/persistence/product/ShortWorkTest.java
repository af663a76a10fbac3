package io.github.stockroom.persistence.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.application.caller.CallerWatch;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.application.idempotency.IdempotentResponses.Extent;
import io.github.stockroom.application.idempotency.StoredResponse;
import io.github.stockroom.application.product.ProductFields;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Walk;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.application.query.Window.Purpose;
import io.github.stockroom.domain.product.Price;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;
import io.github.stockroom.domain.product.ProductName;
import io.github.stockroom.persistence.idempotency.JdbcIdempotentResponses;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.LongWork;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Tests which work passes, and which is refused, while all permits for long reads or for bulk writes are taken. */
@Timeout(60)
class ShortWorkTest {

    private static final Query<Product> ALL = Query.of(ProductFields.ALL);
    private static final Query<Product> BY_PRICE = ALL.sortedBy(ProductFields.PRICE.descending());

    static final List<Query<Product>> SHORT = List.of(
            ALL,
            BY_PRICE,
            ALL.sortedBy(ProductFields.PRODUCT.ascending()),
            ALL.where(ProductFields.ID.is(7L)),
            BY_PRICE.searching("a").where(ProductFields.ID.in(List.of(7L, 8L))),
            ALL.where(ProductFields.ID.above(7L)),
            ALL.where(ProductFields.PRICE.is(3L)),
            ALL.where(ProductFields.PRODUCT.is("Apple")),
            BY_PRICE.where(ProductFields.PRICE.atMost(3L)).where(ProductFields.PRICE.above(1L)));

    static final List<Query<Product>> LONG = List.of(
            ALL.searching("zz"),
            ALL.where(ProductFields.PRODUCT.contains("zz")),
            ALL.where(ProductFields.PRODUCT.containsIgnoringCase("zz")),
            ALL.where(ProductFields.PRODUCT.startsWith("zz")),
            ALL.where(ProductFields.PRICE.atMost(3L)),
            ALL.where(ProductFields.PRICE.isNot(3L)),
            BY_PRICE.where(ProductFields.PRODUCT.is("Apple")),
            ALL.where(ProductFields.PRICE.is(3L)).where(ProductFields.PRODUCT.is("Apple")),
            ALL.sortedBy(List.of(ProductFields.PRICE.ascending(), ProductFields.PRODUCT.ascending())),
            ALL.sortedBy(List.of(ProductFields.PRICE.ascending(), ProductFields.ID.descending())));

    private static final TestDatabase DATABASE = TestDatabases.h2();
    private static final LongWork ONE_PLACE = new LongWork(
            1,
            1,
            Duration.ofMillis(1),
            LongWork.DEFAULT_SORTED_BYTES,
            LongWork.inPoolOf(1).files());

    @BeforeAll
    static void store() {
        DATABASE.migrated();
        new JdbcProductRepository(new Database(DATABASE.pool()))
                .insertAll(IntStream.range(0, 20)
                        .mapToObj(i -> new ProductDetails(new ProductName("Apple " + i), new Price(i)))
                        .toList());
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @ParameterizedTest
    @FieldSource("SHORT")
    void passesWhatAnIndexLeadsTo(Query<Product> query) throws Exception {
        besideLongWork(
                products -> assertThat(products.list(query, Window.first(20))).isNotNull());
    }

    @ParameterizedTest
    @FieldSource("LONG")
    void refusesWhatMayReadManyMore(Query<Product> query) throws Exception {
        besideLongWork(products -> assertBusy(() -> products.list(query, Window.first(20))));
    }

    @Test
    void passesRecordsByKeyAndWrites() throws Exception {
        besideLongWork(products -> {
            Product stored = products.insert(new ProductDetails(new ProductName("Pear"), new Price(1)));
            assertThat(products.find(stored.id())).contains(stored);
            assertThat(products.delete(stored.id(), 1)).isTrue();
            assertThat(products.find(new ProductId(999_999))).isEmpty();
        });
    }

    @Test
    void passesTheFirstChunkOfAWholeList() throws Exception {
        Window whole = Window.first(5).forPurpose(Purpose.WHOLE_LIST);
        besideLongWork(products -> {
            try (Walk<Product> walk = products.walk(ALL, whole)) {
                assertThat(walk.next()).hasSize(5);
            }
        });
    }

    @Test
    void refusesCountsExportsAndListsThatNoIndexSorts() throws Exception {
        Query<Product> sorted =
                ALL.sortedBy(List.of(ProductFields.PRICE.ascending(), ProductFields.PRODUCT.ascending()));
        besideLongWork(products -> {
            assertBusy(() -> products.count(ALL));
            assertBusy(() -> products.list(ALL, Window.first(5).forPurpose(Purpose.EXPORT)));
            assertBusy(() -> products.walk(sorted, Window.first(5)));
        });
        besideLongWork(
                products -> assertBusy(() -> products.list(ALL, Window.first(5).withOffset(1_001))));
    }

    @Test
    void boundsBulkWritesWithAndWithoutAKey() throws Exception {
        beside(Database::bulk, database -> {
            var products = new JdbcProductRepository(database);
            var responses = new JdbcIdempotentResponses(database);
            StoredResponse response = new StoredResponse("", 201, Map.of(), 0);
            Instant now = Instant.EPOCH;

            assertBusy(() -> products.atomically(() -> 1));
            assertBusy(() -> responses.once("b".repeat(64), now, Extent.MANY_RECORDS, body -> response));
            assertThat(responses
                            .once("c".repeat(64), now, Extent.ONE_RECORD, body -> response)
                            .replayed())
                    .isFalse();
            assertThat(products.insert(new ProductDetails(new ProductName("Pear"), new Price(1))))
                    .isNotNull();
            assertThat(products.count(ALL)).isPositive();
        });
    }

    /** Otherwise work that holds a permit already would wait for another one. */
    @Test
    void takesOnePermitForABulkWriteUnderAKey() {
        var database = new Database(DATABASE.pool(), ONE_PLACE, CallerWatch.NONE);
        var products = new JdbcProductRepository(database);
        StoredResponse response = new StoredResponse("", 201, Map.of(), 0);

        new JdbcIdempotentResponses(database)
                .once("d".repeat(64), Instant.EPOCH, Extent.MANY_RECORDS, body -> products.atomically(() -> response));

        assertThat(products.<Integer>atomically(() -> 1)).isEqualTo(1);
    }

    private static void assertBusy(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(TemporarilyUnavailableException.class)
                .isThrownBy(call)
                .returns(Reason.BUSY, TemporarilyUnavailableException::reason);
    }

    private static void besideLongWork(Consumer<JdbcProductRepository> check) throws InterruptedException {
        beside(
                (database, work) -> database.longQuery(false, jdbc -> work.get()),
                database -> check.accept(new JdbcProductRepository(database)));
    }

    /** Runs the check while work of this kind goes on. */
    private static void beside(BiConsumer<Database, Supplier<Boolean>> kind, Consumer<Database> check)
            throws InterruptedException {
        var database = new Database(DATABASE.pool(), ONE_PLACE, CallerWatch.NONE);
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var work = new Thread(() -> kind.accept(database, () -> {
            begun.countDown();
            return await(mayEnd);
        }));
        work.start();
        begun.await();
        try {
            check.accept(database);
        } finally {
            mayEnd.countDown();
            work.join();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
