package io.github.stockroom.persistence.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stockroom.application.idempotency.IdempotentResponses;
import io.github.stockroom.application.idempotency.IdempotentResponsesContract;
import io.github.stockroom.application.product.ProductRepository;
import io.github.stockroom.domain.product.Price;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductName;
import io.github.stockroom.persistence.product.JdbcProductRepository;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcIdempotentResponsesTest {

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

    abstract static class Contract extends IdempotentResponsesContract {

        private static final ProductDetails APPLE = new ProductDetails(new ProductName("Apple"), new Price(7));

        abstract TestDatabase database();

        @Override
        protected IdempotentResponses responses() {
            return new JdbcIdempotentResponses(new Database(database().pool()));
        }

        @Test
        void whatTheWorkStoresIsStoredWithTheReplyOrNotAtAll() {
            Database shared = new Database(database().pool());
            ProductRepository products = new JdbcProductRepository(shared);
            IdempotentResponses responses = new JdbcIdempotentResponses(shared);

            assertThatIllegalStateException()
                    .isThrownBy(() -> responses.once(KEY, NOW, body -> {
                        products.insert(APPLE);
                        throw new IllegalStateException();
                    }));
            assertThat(rows("products")).isZero();
            assertThat(rows("idempotent_replies")).isZero();

            responses.once(KEY, NOW, body -> {
                products.insert(APPLE);
                return response(1);
            });
            assertThat(rows("products")).isEqualTo(1);
        }

        @Test
        void eachCallForgetsAFewThatHadTheirTime() {
            for (int i = 0; i < 12; i++) {
                responses().once(String.format("%064x", i), NOW, body -> {
                    body.accept(new byte[] {1});
                    return response(1);
                });
            }

            responses().once(KEY, NOW.plus(IdempotentResponses.KEPT), body -> response(1));

            assertThat(rows("idempotent_replies")).isEqualTo(12 - 10 + 1);
            assertThat(rows("idempotent_reply_parts")).isEqualTo(12 - 10);
        }

        private long rows(String table) {
            return database()
                    .jdbc()
                    .sql("select count(*) from " + table)
                    .query(Long.class)
                    .single();
        }
    }
}
