package io.github.stockroom.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.domain.product.Price;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductName;
import io.github.stockroom.persistence.product.JdbcProductRepository;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

class IdSequencesTest {

    @Nested
    class OnH2 extends Contract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.h2().migrated();

        @Override
        TestDatabase database() {
            return DATABASE;
        }
    }

    @Nested
    @Tag("postgres")
    class OnPostgres extends Contract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.postgres().migrated();

        @Override
        TestDatabase database() {
            return DATABASE;
        }
    }

    abstract static class Contract {

        private static final ProductDetails APPLE = new ProductDetails(new ProductName("Apple"), new Price(1));

        private Database database;
        private JdbcProductRepository products;
        private long last;

        abstract TestDatabase database();

        @BeforeEach
        void insertRowsBySql() {
            database = new Database(database().pool());
            products = new JdbcProductRepository(database);
            last = products.insert(APPLE).id().value();
            insertBySql(last + 1);
            insertBySql(last + 2);
        }

        @Test
        void givesIdsBehindThoseThatRowsBroughtAlong() {
            assertThat(products.insert(APPLE).id().value()).isEqualTo(last + 3);
            assertThat(products.insert(APPLE).id().value()).isEqualTo(last + 4);
        }

        @Test
        void givesIdsBehindAfarRow() {
            insertBySql(5_000_000_000L + last);

            assertThat(products.insert(APPLE).id().value()).isEqualTo(5_000_000_001L + last);
        }

        @Test
        void givesThemInATransactionThatCanRunAgain() {
            Product product = database.transaction(jdbc -> products.insert(APPLE));

            assertThat(product.id().value()).isEqualTo(last + 3);
        }

        @Test
        void asksToSendManyRecordsAgain() {
            assertThatExceptionOfType(TemporarilyUnavailableException.class)
                    .isThrownBy(() -> products.atomically(() -> products.insertAll(List.of(APPLE, APPLE))))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT));

            assertThat(products.atomically(() -> products.insertAll(List.of(APPLE, APPLE))))
                    .extracting(product -> product.id().value())
                    .containsExactly(last + 3, last + 4);
        }

        @Test
        void advancesAllSequences() {
            new IdSequences(database().pool()).advanceAll();

            assertThat(products.atomically(() -> products.insertAll(List.of(APPLE))))
                    .extracting(product -> product.id().value())
                    .containsExactly(last + 3);
        }

        @Test
        void logsTheGreatestId() {
            var logged = new ListAppender<ILoggingEvent>();
            var logger = (Logger) LoggerFactory.getLogger(IdSequences.class);
            logged.start();
            logger.addAppender(logged);
            logger.setLevel(Level.WARN);
            try {
                new IdSequences(database().pool()).advance("products");
            } finally {
                logger.setLevel(null);
                logger.detachAppender(logged);
            }

            assertThat(logged.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly("rows of products were inserted with ids of their own; new ones get ids behind "
                            + (last + 2));
        }

        @Test
        void neverGoesBack() {
            long next = products.insert(APPLE).id().value();
            database().clear();

            new IdSequences(database().pool()).advanceAll();

            assertThat(products.insert(APPLE).id().value()).isEqualTo(next + 1);
        }

        @Test
        void leavesTheIdsOfTablesThatAreNotNumberedToTheirCallers() {
            String insert =
                    "insert into password_resets (account_id, token_hash, expires) values (?, ?, current_timestamp)";
            database().jdbc().sql("""
                    insert into accounts (id, version, username, first_name, last_name, role, active, password_hash,
                        token_version, joined)
                    values (1, 1, 'ada', '', '', 'user', true, '!', 0, current_timestamp)""").update();
            database.change(jdbc -> jdbc.sql(insert).params(1, "a").update());

            assertThatExceptionOfType(DuplicateKeyException.class)
                    .isThrownBy(() -> database.change(
                            jdbc -> jdbc.sql(insert).params(1, "b").update()));
        }

        private void insertBySql(long id) {
            database()
                    .jdbc()
                    .sql(
                            "insert into products (id, version, product, product_folded, price) values (?, 1, 'x', 'x', 1)")
                    .param(id)
                    .update();
        }
    }
}
