package io.github.stockroom.persistence.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stockroom.application.idempotency.IdempotentReplies;
import io.github.stockroom.application.idempotency.IdempotentRepliesContract;
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

class JdbcIdempotentRepliesTest {

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

    abstract static class Contract extends IdempotentRepliesContract {

        private static final ProductDetails APPLE = new ProductDetails(new ProductName("Apple"), new Price(7));

        abstract TestDatabase database();

        @Override
        protected IdempotentReplies replies() {
            return new JdbcIdempotentReplies(new Database(database().pool()));
        }

        @Test
        void whatTheWorkStoresIsStoredWithTheReplyOrNotAtAll() {
            Database shared = new Database(database().pool());
            ProductRepository products = new JdbcProductRepository(shared);
            IdempotentReplies replies = new JdbcIdempotentReplies(shared);

            assertThatIllegalStateException()
                    .isThrownBy(() -> replies.once(KEY, NOW, body -> {
                        products.insert(APPLE);
                        throw new IllegalStateException();
                    }));
            assertThat(rows("products")).isZero();
            assertThat(rows("idempotent_replies")).isZero();

            replies.once(KEY, NOW, body -> {
                products.insert(APPLE);
                return reply(1);
            });
            assertThat(rows("products")).isEqualTo(1);
        }

        @Test
        void eachCallForgetsAFewThatHadTheirTime() {
            for (int i = 0; i < 12; i++) {
                replies().once(String.format("%064x", i), NOW, body -> {
                    body.accept(new byte[] {1});
                    return reply(1);
                });
            }

            replies().once(KEY, NOW.plus(IdempotentReplies.KEPT), body -> reply(1));

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
