package io.github.stockroom.persistence.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.application.product.ProductCatalog;
import io.github.stockroom.application.product.ProductFields;
import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Pages;
import io.github.stockroom.application.query.Position;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.persistence.PoolSettings;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.Sql;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Very many products. Times are printed for people and depend on the machine; what the tests insist on is that the
 * databases go about it by index.
 */
@Tag("slow")
class ManyProductsTest {

    private static final Query<Product> ALL = Query.of(ProductFields.ALL);
    private static final Window PAGE = Window.first(100);

    static final List<Query<Product>> RARE = List.of(
            ALL.searching("NeedLe"),
            ALL.searching("NeedLe").sortedBy(ProductFields.PRICE.descending()),
            ALL.where(ProductFields.PRODUCT.containsIgnoringCase("NeedLe")),
            ALL.where(ProductFields.PRODUCT.contains("Needle")));

    static final List<Field<Product, ?>> SORTS = ProductFields.ALL.all();

    @Nested
    class OnPostgres extends Contract {

        OnPostgres() {
            super(TestDatabases.postgres(), 1_000_000, 1_000);
        }

        @ParameterizedTest
        @FieldSource("io.github.stockroom.persistence.product.ManyProductsTest#RARE")
        void rareTextIsFoundByTheIndexOfTrigrams(Query<Product> query) {
            time(20, query, PAGE);
            print("search " + RARE.indexOf(query), time(51, query, PAGE));

            assertThat(products.list(query, PAGE)).hasSize(3);
            assertThat(plan(query, PAGE)).contains("Bitmap Index Scan on ix_products_product_folded");
        }

        @ParameterizedTest
        @FieldSource("io.github.stockroom.persistence.product.ManyProductsTest#SORTS")
        void lastPageCostsWhatTheFirstDoes(Field<Product, ?> field) {
            Query<Product> query = ALL.sortedBy(field.ascending());
            Query<Product> backwards = ALL.sortedBy(field.descending());
            Product before = products.list(backwards, Window.first(101)).get(100);
            Window last = PAGE.after(query.positionOf(before));

            print("by " + field + ", first page", time(51, query, PAGE));
            print("by " + field + ", page 10,000", time(51, query, last));

            assertThat(products.list(query, last)).hasSize(100);
            assertThat(plan(query, last)).contains("Index Scan using").doesNotContain("Seq Scan");
        }
    }

    /** Fewer, for it takes H2 minutes to store a million; and all at one price, which is the hardest to walk. */
    @Nested
    class OnH2 extends Contract {

        OnH2() {
            super(TestDatabases.h2(), 200_000, 1);
        }

        @Test
        void pagesOfProductsOfOnePriceAreLookedUp() {
            Query<Product> query = ALL.sortedBy(ProductFields.PRICE.ascending());
            Window second = PAGE.after(new Position(List.of(0L, 100L)));

            assertThat(plan(query, second)).containsPattern("IX_PRODUCTS_PRICE: PRICE = \\?1\\s+AND ID > \\?2");
        }

        /** H2 would read and sort 200,000 records for it, which takes a thousand times as long. */
        @Test
        void pageUnderAConditionThatAllMeetIsNotSorted() {
            Window page = Window.first(20);
            long unconditional = time(51, ALL, page);
            long conditional = time(51, ALL.where(ProductFields.PRICE.atLeast(0L)), page);
            print("first 20", unconditional);
            print("first 20 of price__gte=0", conditional);

            assertThat(conditional).isLessThan(50 * unconditional);
        }
    }

    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class Contract {

        private final TestDatabase database;
        private final int number;
        private final int prices;
        private final HikariDataSource pool;
        final JdbcClient jdbc;
        final JdbcProductRepository products;

        Contract(TestDatabase database, int number, int prices) {
            this.database = database;
            this.number = number;
            this.prices = prices;
            // One connection, so that the same statement is run again and again on it.
            this.pool = database.address().pool(PoolSettings.DEFAULT.withMaxConnections(1));
            this.jdbc = JdbcClient.create(pool);
            this.products = new JdbcProductRepository(new Database(pool));
        }

        @BeforeAll
        void storeAMillionProducts() {
            database.migrated();
            JdbcClient patient = JdbcClient.create(database.address().direct());
            patient.sql("""
                            insert into products (version, product, product_folded, product_order, price)
                            select 1, 'Product ' || n.x * 7919 % 1000003, 'product ' || n.x * 7919 % 1000003,
                                concat('product', chr(3), n.x * 7919 % 1000003, chr(1), 'Product ', n.x * 7919 % 1000003),
                                mod(n.x, ?)
                            from generate_series(cast(1 as bigint), ?) n(x)""").params(prices, number).update();
            jdbc.sql("update products set product = 'Hay, Needle, hay', product_folded = 'hay, needle, hay',"
                            + " product_order = concat('hay', chr(6), chr(3), 'needle', chr(6), chr(3), 'hay', chr(1), 'Hay, Needle, hay')"
                            + " where id in (77, 5000, 99999)")
                    .update();
            patient.sql("analyze").update();
        }

        @AfterAll
        void close() {
            pool.close();
            database.close();
        }

        @ParameterizedTest
        @FieldSource("io.github.stockroom.persistence.product.ManyProductsTest#SORTS")
        void wholeListIsWalkedPageByPage(Field<Product, ?> field) {
            long start = System.nanoTime();
            long walked = Pages.stream(ProductCatalog.on(products)::list, ALL.sortedBy(field.ascending()))
                    .count();
            print("by " + field + ", all of them", System.nanoTime() - start);

            assertThat(walked).isEqualTo(number);
        }

        String plan(Query<Product> query, Window window) {
            Sql sql = JdbcProductRepository.PRODUCTS.list(query, window);
            return jdbc
                    .sql("explain " + sql.text())
                    .params(sql.parameters())
                    .query((row, number) -> row.getString(1))
                    .list()
                    .stream()
                    .collect(Collectors.joining("\n"));
        }

        /** The median of several runs, in nanoseconds. */
        long time(int runs, Query<Product> query, Window window) {
            return LongStream.range(0, runs)
                    .map(run -> {
                        long start = System.nanoTime();
                        products.list(query, window);
                        return System.nanoTime() - start;
                    })
                    .sorted()
                    .skip(runs / 2)
                    .findFirst()
                    .orElseThrow();
        }

        void print(String what, long nanos) {
            System.out.printf("%s: %s: %.2f ms%n", getClass().getSimpleName(), what, nanos / 1e6);
        }
    }
}
