package io.github.stockroom.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.domain.shared.TextOrder;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sorts text of all code points by its keys, on each database as in memory. */
class SortedTextTest {

    @Nested
    class OnH2 extends Contract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.h2();

        @Override
        TestDatabase database() {
            return DATABASE;
        }

        @Override
        String text() {
            return "varchar";
        }
    }

    @Nested
    @Tag("postgres")
    class OnPostgres extends Contract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.postgres();

        @Override
        TestDatabase database() {
            return DATABASE;
        }

        @Override
        String text() {
            return "text collate \"C\"";
        }
    }

    abstract static class Contract {

        private static final int TOGETHER = 32;

        abstract TestDatabase database();

        /** As in the change log. */
        abstract String text();

        @Test
        void databaseSortsEveryCodePointAsMemoryDoes() {
            // Neighbours, so that they are compared with each other, and each of them in some text.
            List<String> texts = IntStream.rangeClosed(0, Character.MAX_CODE_POINT / TOGETHER)
                    .mapToObj(Contract::neighbours)
                    .filter(text -> !text.isEmpty())
                    .toList();
            database()
                    .jdbc()
                    .sql("create table texts (id bigint primary key, content_order " + text() + ")")
                    .update();
            MultiRowInsert.<Integer>into("texts")
                    .wholeNumber("id", Integer::longValue)
                    .text("content_order", id -> TextOrder.key(texts.get(id)))
                    .insert(
                            new Database(database().pool()),
                            IntStream.range(0, texts.size()).boxed().toList(),
                            Long.class);

            List<String> sorted =
                    database()
                            .jdbc()
                            .sql("select id from texts order by content_order")
                            .query(Integer.class)
                            .list()
                            .stream()
                            .map(texts::get)
                            .toList();

            assertThat(sorted)
                    .isEqualTo(texts.stream()
                            .sorted(Comparator.comparing(TextOrder::key))
                            .toList());
        }

        private static String neighbours(int number) {
            return IntStream.range(number * TOGETHER, (number + 1) * TOGETHER)
                    .filter(c -> c > 0 && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }
}
