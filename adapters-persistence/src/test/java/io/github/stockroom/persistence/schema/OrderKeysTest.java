package io.github.stockroom.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stockroom.application.movie.MovieFields;
import io.github.stockroom.application.product.ProductFields;
import io.github.stockroom.application.query.CaseFolding;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.shared.TextOrder;
import io.github.stockroom.persistence.movie.JdbcMovieRepository;
import io.github.stockroom.persistence.product.JdbcProductRepository;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Makes keys of records that a version without keys wrote, before a migration and after it. */
class OrderKeysTest {

    private static final String[] ODD = {
        "Zebra",
        "apple pie",
        "\u00c9clair",
        "eclipse",
        "\ufb00",
        "\ue000",
        "\uffff",
        "\ud83d\ude00",
        "\udbff\udfff",
        "\\&"
    };

    @Nested
    class OnH2 extends Contract {

        @Override
        TestDatabase create() {
            return TestDatabases.h2();
        }

        @Override
        boolean isShared() {
            return false;
        }
    }

    @Nested
    @Tag("postgres")
    class OnPostgres extends Contract {

        @Override
        TestDatabase create() {
            return TestDatabases.postgres();
        }

        @Override
        boolean isShared() {
            return true;
        }

        @Test
        void findsOutdatedRecordsByAnIndex() {
            insertWithKeys(IntStream.range(0, 500).mapToObj(i -> "x" + i).toArray(String[]::new));
            execute("analyze products");
            String read = "select id from products where " + condition("products") + " order by id limit 1000";
            List<String> plan = texts("explain " + read);

            assertThat(String.join("\n", plan)).contains("ix_products_outdated_order");
        }

        @Test
        void indexHasNoRecordsOfThisVersion() {
            insertWithKeys(ODD);
            assertThat(outdated()).isZero();
            execute("update products set product = 'apple' where product = 'Zebra'");
            assertThat(outdated()).isEqualTo(1);
        }

        private long outdated() {
            return jdbc().queryForObject("select count(*) from products where " + condition("products"), Long.class);
        }

        private String condition(String table) {
            return OrderKeys.TABLES.stream()
                    .filter(keys -> keys.table().equals(table))
                    .findFirst()
                    .orElseThrow()
                    .outdated();
        }
    }

    abstract static class Contract {

        private TestDatabase database;

        abstract TestDatabase create();

        abstract boolean isShared();

        @BeforeEach
        void migrateAnEmptyDatabase() {
            database = create().migrated();
        }

        @AfterEach
        void close() {
            database.close();
        }

        @Test
        void migrationMakesKeysOfAllTables() {
            goBackToBeforeTheChange();
            insert("Zebra", "apple pie", "\u00c9clair", "eclipse");
            movie("b", "Zulu");
            movie("A", null);
            movie("\u00e4", "alpha".repeat(30));

            migrate();

            assertThat(products()).containsExactly("apple pie", "\u00c9clair", "eclipse", "Zebra");
            Database all = new Database(database.pool());
            assertThat(new JdbcMovieRepository(all)
                            .list(Query.of(MovieFields.ALL).sortedBy(MovieFields.TITLE.descending()), Window.first(9)))
                    .extracting(movie -> movie.details().title().value())
                    .containsExactly("b", "\u00e4", "A");
            assertThat(new JdbcMovieRepository(all)
                            .list(
                                    Query.of(MovieFields.ALL).sortedBy(MovieFields.DESCRIPTION.ascending()),
                                    Window.first(9)))
                    .extracting(movie -> movie.details().title().value())
                    .containsExactly("\u00e4", "b", "A");
        }

        @Test
        void migrationGoesOnAfterItBrokeOff() {
            int count = 2_500;
            goBackToBeforeTheChange();
            insert(IntStream.range(0, count).mapToObj(i -> "x" + i).toArray(String[]::new));
            execute(
                    "alter table products add constraint ck_breaks_off check (product <> 'x2400' or product_order is null)");

            assertThatIllegalStateException().isThrownBy(this::migrate);

            assertThat(new Migrations(database.address().direct()).isBehind()).isTrue();
            assertThat(withKeys()).isBetween(2_000L, count - 1L);

            execute("alter table products drop constraint ck_breaks_off");
            migrate();

            assertThat(withKeys()).isEqualTo(count);
        }

        @Test
        void makesKeysOfRecordsThatAnEarlierVersionCreates() {
            insert(ODD);

            make();

            assertThat(products()).isEqualTo(sorted(ODD));
        }

        @Test
        void makesKeysOfTextThatAnEarlierVersionChanges() {
            insertWithKeys(ODD);
            execute("update products set version = version + 1, product = 'x\u0001Zebra', product_folded = 'x'"
                    + " where product = 'Zebra'");
            make();
            assertThat(products()).hasSize(ODD.length).containsSubsequence("\ufb00", "x\u0001Zebra");
            execute("update products set version = version + 1, product = 'Bee', product_folded = 'bee'"
                    + " where product like 'x%'");

            make();

            assertThat(products()).containsSubsequence("apple pie", "Bee", "\u00c9clair");
            movie("title", null);
            make();
            execute("update movies set version = version + 1, description = 'd', description_start = 'd'");
            make();
            assertThat(texts("select description_order from movies")).containsExactly(TextOrder.key("d"));
            execute("update movies set version = version + 1, description = null, description_start = null");
            make();
            assertThat(texts("select count(*) from movies where description_order is null"))
                    .containsExactly("1");
        }

        @Test
        void changesNothingElse() {
            insert(ODD);
            String untouched =
                    "select id || ' ' || version || ' ' || product || product_folded || price from products order by id";
            List<String> before = texts(untouched);

            make();

            assertThat(texts(untouched)).isEqualTo(before);
        }

        private void make() {
            try (var maker = new OrderKeyMaker(new Database(database.pool()), isShared())) {
                maker.make();
            }
        }

        private void goBackToBeforeTheChange() {
            execute("delete from databasechangelog where id = 'records-2-text-order'");
        }

        private void migrate() {
            new Migrations(database.address().direct()).apply();
        }

        private List<String> products() {
            var sorted = Query.of(ProductFields.ALL).sortedBy(ProductFields.PRODUCT.ascending());
            return new JdbcProductRepository(new Database(database.pool()))
                    .list(sorted, Window.first(10_000)).stream()
                            .map(product -> product.details().name().value())
                            .toList();
        }

        private static List<String> sorted(String... texts) {
            return List.of(texts).stream()
                    .sorted(Comparator.comparing(TextOrder::key))
                    .toList();
        }

        private long withKeys() {
            return jdbc().queryForObject("select count(*) from products where product_order is not null", Long.class);
        }

        List<String> texts(String sql) {
            return jdbc().queryForList(sql, String.class);
        }

        private void insert(String... products) {
            jdbc().batchUpdate(
                            "insert into products (version, product, product_folded, price) values (1, ?, ?, 1)",
                            List.of(products).stream()
                                    .map(name -> new Object[] {name, CaseFolding.fold(name)})
                                    .toList());
        }

        void insertWithKeys(String... products) {
            insert(products);
            List.of(products)
                    .forEach(product -> execute(
                            "update products set product_order = ? where product = ?",
                            TextOrder.key(product),
                            product));
        }

        private void movie(String title, @Nullable String description) {
            EarlierMovie.store(jdbc(), UUID.randomUUID(), title, description);
        }

        void execute(String sql, @Nullable Object... parameters) {
            jdbc().update(sql, parameters);
        }

        JdbcTemplate jdbc() {
            return new JdbcTemplate(database.pool());
        }
    }
}
