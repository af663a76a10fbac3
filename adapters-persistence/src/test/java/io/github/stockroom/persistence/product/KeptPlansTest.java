package io.github.stockroom.persistence.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.application.product.ProductFields;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.persistence.PoolSettings;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** PostgreSQL keeps plans of prepared statements only, and may then plan for no values in particular. */
class KeptPlansTest {

    private static final Query<Product> ALL = Query.of(ProductFields.ALL);
    private static final Query<Product> AT_ONE_PRICE = ALL.where(ProductFields.PRICE.is(3L));

    static final List<Query<Product>> FOLLOWING_ONE_INDEX = List.of(
            ALL,
            ALL.sortedBy(ProductFields.PRICE.descending()),
            AT_ONE_PRICE,
            AT_ONE_PRICE.sortedBy(ProductFields.ID.descending()));

    static final List<Query<Product>> DEPENDING_ON_VALUES = List.of(
            AT_ONE_PRICE.sortedBy(ProductFields.PRODUCT.ascending()),
            AT_ONE_PRICE.where(ProductFields.PRODUCT.is("Apple")),
            AT_ONE_PRICE.searching("apple"),
            ALL.where(ProductFields.PRICE.atMost(3L)),
            ALL.where(ProductFields.PRODUCT.contains("Apple")),
            ALL.where(ProductFields.PRODUCT.containsIgnoringCase("apple")),
            ALL.searching("apple"));

    private static final TestDatabase DATABASE = TestDatabases.postgres();

    @BeforeAll
    static void migrate() {
        DATABASE.migrated();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @ParameterizedTest
    @FieldSource("FOLLOWING_ONE_INDEX")
    void keptForWhatFollowsOneIndex(Query<Product> query) {
        assertThat(preparedForLists(query)).isPositive();
    }

    @ParameterizedTest
    @FieldSource("DEPENDING_ON_VALUES")
    void notKeptForWhatDependsOnValues(Query<Product> query) {
        assertThat(preparedForLists(query)).isZero();
    }

    /** Counting takes so long that planning does not matter. */
    @Test
    void notKeptForCounts() {
        assertThat(preparedForCounts(ALL)).isZero();
        assertThat(preparedForCounts(AT_ONE_PRICE)).isZero();
    }

    private static long preparedForLists(Query<Product> query) {
        return prepared(products -> products.list(query, Window.first(20)));
    }

    private static long preparedForCounts(Query<Product> query) {
        return prepared(products -> products.count(query));
    }

    /**
     * Returns the number of statements on products that the server has prepared on a connection after enough of these.
     */
    private static long prepared(Consumer<JdbcProductRepository> read) {
        try (HikariDataSource pool = DATABASE.address().pool(PoolSettings.DEFAULT.withMaxConnections(1))) {
            var database = new Database(pool);
            var products = new JdbcProductRepository(database);
            for (int i = 0; i < 10; i++) {
                read.accept(products);
            }
            return database.queryWithCachedPlan(jdbc -> jdbc.sql(
                            "select count(*) from pg_prepared_statements where statement like '%from products%'")
                    .query(Long.class)
                    .single());
        }
    }
}
