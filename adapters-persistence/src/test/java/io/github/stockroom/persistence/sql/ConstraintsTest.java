package io.github.stockroom.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.application.error.FieldConflictException;
import io.github.stockroom.application.error.FieldConflictException.Rule;
import io.github.stockroom.application.error.RecordInUseException;
import io.github.stockroom.application.query.Field;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataIntegrityViolationException;

class ConstraintsTest {

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

    record Book(String isbn, @Nullable Long author) {}

    record Author(long id) {}

    abstract static class Contract {

        private static final Field<Author, Long> ID = Field.wholeNumber("id", Author::id);
        private static final Table<Author> AUTHORS = new Table<>(
                "authors",
                "id",
                new Columns<>(Map.of(ID, Column.of("id").withIndex())),
                (row, number) -> new Author(row.getLong(1)));

        private static final Constraints<Book> BOOKS = Constraints.<Book>of("books")
                .unique("isbn", "isbn", "varchar", Book::isbn)
                .reference("writer", "author", "authors", "bigint", Book::author);

        private Database database;

        abstract TestDatabase database();

        @BeforeEach
        void makeTables() {
            for (String sql : List.of(
                    "drop table if exists books",
                    "drop table if exists authors",
                    "create table authors (id bigint primary key, version bigint default 1)",
                    "create table books (isbn varchar(100), author bigint, constraint uq_books_isbn unique (isbn),"
                            + " constraint fk_books_author foreign key (author) references authors (id),"
                            + " constraint ck_books_isbn check (isbn <> ''))",
                    "insert into authors (id) values (1)",
                    "insert into books values ('978', 1)")) {
                database().jdbc().sql(sql).update();
            }
            database = new Database(database().pool());
        }

        @Test
        void tellsTheFieldOfAValueThatIsTaken() {
            assertConflict(Rule.UNIQUE, "isbn", new Book("978", null));
        }

        @Test
        void isNotMisledByAValueThatNamesAConstraint() {
            String value = "\"fk_books_author: public.books FOREIGN KEY\"";
            insert(new Book(value, null));

            assertConflict(Rule.UNIQUE, "isbn", new Book(value, null));
        }

        @Test
        void tellsTheFieldThatRefersToNoRecord() {
            assertConflict(Rule.REFERENCE, "writer", new Book("1", 404L));
        }

        @Test
        void passesOnWhatBreaksAnotherRule() {
            assertThatExceptionOfType(DataIntegrityViolationException.class)
                    .isThrownBy(() -> insert(new Book("", null)));
        }

        @Test
        void deletesNoRowThatAnotherTableRefersTo() {
            assertThatExceptionOfType(RecordInUseException.class)
                    .isThrownBy(() -> AUTHORS.delete(database, 1, 1))
                    .satisfies(e -> assertThat(e.resource()).isEqualTo("books"));
            assertThat(AUTHORS.delete(database, 1, 2)).isFalse();
            database().jdbc().sql("delete from books").update();
            assertThat(AUTHORS.delete(database, 1, 1)).isTrue();
        }

        @Test
        void findsTheFirstOfManyRowsThatBreaksARule() {
            Book fine = new Book("1", 1L);

            assertThatCode(() -> BOOKS.check(database, List.of(fine, new Book("2", null))))
                    .doesNotThrowAnyException();
            assertPlace(Rule.UNIQUE, 1, fine, new Book("978", null));
            assertPlace(Rule.UNIQUE, 2, fine, new Book("2", null), new Book("1", null));
            assertPlace(Rule.REFERENCE, 1, fine, new Book("2", 404L));
        }

        @Test
        void findsValuesThatTheDatabaseSpellsAnotherWay() {
            for (String sql : List.of(
                    "drop table if exists visits",
                    "create table visits (seen timestamp(6) with time zone, fee numeric(5, 2))",
                    "insert into visits values ('2026-01-31 12:00:00+01:00', 1.50)")) {
                database().jdbc().sql(sql).update();
            }
            Constraints<Instant> seen = Constraints.<Instant>of("visits")
                    .unique("seen", "seen", "timestamp(6) with time zone", visit -> visit);
            Constraints<BigDecimal> fee =
                    Constraints.<BigDecimal>of("visits").unique("fee", "fee", "numeric", visit -> visit);

            assertThatExceptionOfType(FieldConflictException.class)
                    .isThrownBy(() -> seen.check(database, List.of(Instant.parse("2026-01-31T11:00:00Z"))));
            assertThatExceptionOfType(FieldConflictException.class)
                    .isThrownBy(() -> fee.check(database, List.of(new BigDecimal("1.5"))));
        }

        private void assertPlace(Rule rule, long index, Book... books) {
            assertThatExceptionOfType(FieldConflictException.class)
                    .isThrownBy(() -> BOOKS.check(database, List.of(books)))
                    .satisfies(e -> {
                        assertThat(e.rule()).isEqualTo(rule);
                        assertThat(e.index()).hasValue(index);
                        assertThat(e.behind(1_000).index()).hasValue(index + 1_000);
                    });
        }

        private void assertConflict(Rule rule, String field, Book book) {
            assertThatExceptionOfType(FieldConflictException.class)
                    .isThrownBy(() -> insert(book))
                    .satisfies(e -> {
                        assertThat(e.rule()).isEqualTo(rule);
                        assertThat(e.field()).isEqualTo(field);
                        assertThat(e.index()).isEmpty();
                    });
        }

        private void insert(Book book) {
            BOOKS.explain(() -> database.change(jdbc -> jdbc.sql("insert into books values (?, ?)")
                    .param(1, book.isbn())
                    .param(2, book.author(), Types.BIGINT)
                    .update()));
        }
    }
}
