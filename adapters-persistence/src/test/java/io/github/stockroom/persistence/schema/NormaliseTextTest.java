package io.github.stockroom.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.stockroom.application.movie.MovieFields;
import io.github.stockroom.application.product.ProductFields;
import io.github.stockroom.application.query.CaseFolding;
import io.github.stockroom.application.query.Condition;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.movie.Movie;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.persistence.movie.JdbcMovieRepository;
import io.github.stockroom.persistence.product.JdbcProductRepository;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Brings records into normal form that were stored in other forms, as versions before that one did. */
class NormaliseTextTest {

    private static final String DECOMPOSED = "e\u0301";

    @Nested
    class OnH2 extends Contract {

        @Override
        TestDatabase create() {
            return TestDatabases.h2();
        }
    }

    @Nested
    @Tag("postgres")
    class OnPostgres extends Contract {

        @Override
        TestDatabase create() {
            return TestDatabases.postgres();
        }
    }

    abstract static class Contract {

        private final Logger logger = (Logger) LoggerFactory.getLogger(TextTable.class);
        private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

        private TestDatabase database;

        abstract TestDatabase create();

        @BeforeEach
        void goBackToBeforeTheChange() {
            database = create().migrated();
            database.jdbc()
                    .sql("delete from databasechangelog where id = 'records-1-normal-text'")
                    .update();
            logged.start();
            logger.addAppender(logged);
            logger.setLevel(Level.INFO); // the tests of this module are silent
        }

        @AfterEach
        void close() {
            logger.setLevel(null);
            logger.detachAppender(logged);
            database.close();
        }

        @Test
        void findsProductsThatWereStoredInAnotherForm() {
            store(DECOMPOSED + "clair", "\u200b Zebra\u00a0\ufeff", "Plain");
            assertThat(products(ProductFields.PRODUCT.is("\u00e9clair"))).isEmpty();

            migrate();

            assertThat(products(ProductFields.PRODUCT.is("\u00e9clair"))).containsExactly("\u00e9clair");
            assertThat(products(ProductFields.PRODUCT.containsIgnoringCase("\u00c9CL")))
                    .containsExactly("\u00e9clair");
            assertThat(products(ProductFields.PRODUCT.startsWith("Zeb"))).containsExactly("Zebra");
            assertThat(messages()).containsExactly("products: text of 2 records brought into normal form");
        }

        @Test
        void changesTitleAndDescriptionOfAMovieAndNothingElse() {
            UUID id = UUID.randomUUID();
            UUID other = UUID.randomUUID();
            String description = DECOMPOSED.repeat(200) + " ";
            storeMovie(id, "Ame" + "\u0301lie", description);
            storeMovie(other, "Re" + "\u0301sume" + "\u0301", null);
            String untouched = "select version || slug || created || modified || release_year from movies order by id";
            List<String> before = texts(untouched);

            migrate();

            Query<Movie> found = Query.of(MovieFields.ALL)
                    .where(MovieFields.TITLE.is("Am\u00e9lie"))
                    .where(MovieFields.DESCRIPTION.is("\u00e9".repeat(200)))
                    .searching("\u00c9".repeat(150));
            var movies = new JdbcMovieRepository(new Database(database.pool()));
            assertThat(movies.list(found, Window.first(10)))
                    .singleElement()
                    .satisfies(movie -> assertThat(movie.id().value()).isEqualTo(id));
            assertThat(texts("select description_start from movies where description is not null"))
                    .containsExactly("\u00e9".repeat(100));
            assertThat(texts("select title_folded from movies where description is null and description_start is null"))
                    .containsExactly("r\u00e9sum\u00e9");
            assertThat(texts(untouched)).isEqualTo(before);
        }

        @Test
        void readsLongDescriptionsAFewAtATime() {
            String description = DECOMPOSED.repeat(500_000);
            for (int i = 0; i < 4; i++) {
                storeMovie(UUID.randomUUID(), "Long", description);
            }

            migrate();

            assertThat(texts("select distinct char_length(description) from movies"))
                    .containsExactly("500000");
        }

        @Test
        void keepsAndLogsTextThatWouldBeRefusedToday() {
            String tooLong = "\u0958".repeat(200); // two code points each in NFC
            List<String> refused = List.of(tooLong, "\u200b", "a" + "\u0301".repeat(31));
            refused.forEach(this::store);
            List<Long> ids = database.jdbc()
                    .sql("select id from products order by id")
                    .query(Long.class)
                    .list();
            store(DECOMPOSED);

            migrate();

            assertThat(texts("select product from products order by id"))
                    .startsWith(refused.toArray(String[]::new))
                    .endsWith("\u00e9");
            assertThat(messages())
                    .startsWith(
                            "products " + ids.get(0)
                                    + " keeps its text: Ensure this field has no more than 200 characters.",
                            "products " + ids.get(1) + " keeps its text: This field may not be blank.",
                            "products " + ids.get(2)
                                    + " keeps its text: More than 30 combining marks in a row are no text.",
                            "products: text of 1 records brought into normal form",
                            "products: text of 3 records is none that would be accepted today, and stays as it is");
            assertThat(new Migrations(database.address().direct()).isBehind()).isFalse();
        }

        @Test
        void logsNoMoreThanAHundredRecordsOfATable() {
            store(IntStream.range(0, 1_500).mapToObj(i -> "\u200b").toArray(String[]::new));

            migrate();

            assertThat(messages())
                    .filteredOn(line -> line.contains(" keeps its text: "))
                    .hasSize(100);
            assertThat(messages())
                    .contains(
                            "products: text of 1500 records is none that would be accepted today, and stays as it is");
        }

        @Test
        void goesOnAfterItBrokeOff() {
            int count = 2_500;
            store(IntStream.range(0, count).mapToObj(i -> DECOMPOSED + i).toArray(String[]::new));
            execute("alter table products add constraint ck_breaks_off check (product <> '\u00e92400')");

            assertThatIllegalStateException().isThrownBy(this::migrate);

            assertThat(new Migrations(database.address().direct()).isBehind()).isTrue();
            assertThat(products(ProductFields.PRODUCT.startsWith("\u00e9"))).hasSizeBetween(2_000, count - 1);

            execute("alter table products drop constraint ck_breaks_off");
            migrate();

            assertThat(products(ProductFields.PRODUCT.startsWith("\u00e9"))).hasSize(count);
        }

        private void migrate() {
            new Migrations(database.address().direct()).apply();
        }

        private List<String> messages() {
            return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        }

        private List<String> products(Condition<Product> condition) {
            var products = new JdbcProductRepository(new Database(database.pool()));
            return products.list(Query.of(ProductFields.ALL).where(condition), Window.first(10_000)).stream()
                    .map(product -> product.details().name().value())
                    .toList();
        }

        private List<String> texts(String sql) {
            return database.jdbc().sql(sql).query(String.class).list();
        }

        private void store(String... products) {
            new JdbcTemplate(database.pool())
                    .batchUpdate(
                            "insert into products (version, product, product_folded, price) values (1, ?, ?, 1)",
                            List.of(products).stream()
                                    .map(name -> new Object[] {name, CaseFolding.fold(name)})
                                    .toList());
        }

        private void storeMovie(UUID id, String title, @Nullable String description) {
            EarlierMovie.store(new JdbcTemplate(database.pool()), id, title, description);
        }

        private void execute(String sql, @Nullable Object... parameters) {
            new JdbcTemplate(database.pool()).update(sql, parameters);
        }
    }
}
