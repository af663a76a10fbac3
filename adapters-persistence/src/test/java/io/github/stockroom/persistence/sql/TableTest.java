package io.github.stockroom.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stockroom.application.query.CaseFolding;
import io.github.stockroom.application.query.Condition;
import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.InMemoryTable;
import io.github.stockroom.application.query.Operator;
import io.github.stockroom.application.query.Position;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.SortKey;
import io.github.stockroom.application.query.TextField;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.shared.TextOrder;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Fields that records may lack: none of a product's, so a table is made for them here. */
class TableTest {

    private record Note(
            long id, @Nullable String text, @Nullable Long rank) {}

    private static final Field<Note, Long> ID = Field.wholeNumber("id", Note::id);
    private static final TextField<Note> TEXT = Field.text("text", Note::text);
    private static final Field<Note, Long> RANK = Field.wholeNumber("rank", Note::rank);
    private static final Query<Note> ALL = Query.of(new Fields<>(List.of(ID, TEXT, RANK), ID, List.of(ID.ascending())));

    private static final Table<Note> NOTES = new Table<>(
            "notes",
            "id, content, place",
            new Columns<>(Map.of(
                    ID,
                    Column.of("id"),
                    TEXT,
                    Column.text("content").orNull(),
                    RANK,
                    Column.of("place").orNull())),
            (row, number) -> new Note(row.getLong(1), row.getString(2), row.getObject(3, Long.class)));

    private static final List<Note> STORED = List.of(
            new Note(1, "b", 2L),
            new Note(2, null, 1L),
            new Note(3, "a", null),
            new Note(4, null, null),
            new Note(5, "B", 2L),
            new Note(6, "b", null),
            new Note(7, null, 2L),
            new Note(8, "a", 1L),
            new Note(9, null, null));

    static final List<List<SortKey<Note>>> SORTS = List.of(
            List.of(TEXT.ascending()),
            List.of(TEXT.descending()),
            List.of(RANK.ascending()),
            List.of(RANK.descending(), ID.ascending()),
            List.of(TEXT.ascending(), RANK.descending()),
            List.of(RANK.descending(), TEXT.ascending(), ID.ascending()),
            List.of(RANK.ascending(), TEXT.ascending()));

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
            return "varchar(9)";
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
            return "varchar(9) collate \"C\"";
        }
    }

    @Test
    void knowsOnlyItsOwnFields() {
        Field<Note, Long> stranger = Field.wholeNumber("rank", Note::rank);

        assertThatIllegalArgumentException().isThrownBy(() -> NOTES.list(ALL.where(stranger.is(1L)), Window.first(1)));
    }

    @Test
    void refusesPositionsOfAnotherOrder() {
        Window window = Window.first(1).after(new Position(List.of(1L, 2L)));

        assertThatIllegalArgumentException().isThrownBy(() -> NOTES.list(ALL, window));
    }

    @Test
    void namesNullsOnlyWhereThereCanBeAny() {
        assertThat(NOTES.list(ALL.sortedBy(TEXT.descending()), Window.first(1)).text())
                .endsWith("order by content_order desc nulls last, id desc limit ?");
    }

    abstract static class Contract {

        abstract TestDatabase database();

        /**
         * The type of text that sorts by code point, as in the schema: what a server does by itself depends on its
         * setup.
         */
        abstract String text();

        /** The same without a length. */
        private String order() {
            return text().replace("(9)", "");
        }

        @BeforeEach
        void storeNotes() {
            database()
                    .jdbc()
                    .sql("create table if not exists notes(id bigint primary key, content " + text()
                            + ", content_folded " + text() + ", place bigint, content_order " + order() + ")")
                    .update();
            for (Note note : STORED) {
                String folded = note.text() == null ? null : CaseFolding.fold(note.text());
                String key = note.text() == null ? null : TextOrder.key(note.text());
                database()
                        .jdbc()
                        .sql("insert into notes values (?, ?, ?, ?, ?)")
                        .params(note.id(), note.text(), folded, note.rank(), key)
                        .update();
            }
        }

        @ParameterizedTest
        @FieldSource("io.github.stockroom.persistence.sql.TableTest#SORTS")
        void recordsWithoutAValueComeLast(List<SortKey<Note>> sort) {
            assertListsAsDefined(ALL.sortedBy(sort), Window.first(100));
        }

        @ParameterizedTest
        @FieldSource("io.github.stockroom.persistence.sql.TableTest#SORTS")
        void windowsBeginAndEndAtRecordsWithoutAValue(List<SortKey<Note>> sort) {
            Query<Note> query = ALL.sortedBy(sort);
            for (Note note : STORED) {
                assertListsAsDefined(query, Window.first(3).after(query.positionOf(note)));
                assertListsAsDefined(query, Window.first(100).through(query.positionOf(note)));
            }
        }

        @ParameterizedTest
        @EnumSource
        void conditionsHoldAsDefined(Operator operator) {
            for (Field<Note, ?> field : ALL.fields().all()) {
                if (operator.appliesTo(field)) {
                    operands(field, operator)
                            .map(operand -> new Condition<>(field, operator, List.of(operand)))
                            .forEach(condition -> assertListsAsDefined(ALL.where(condition), Window.first(100)));
                }
            }
        }

        private static Stream<Object> operands(Field<Note, ?> field, Operator operator) {
            if (operator == Operator.ISNULL) {
                return Stream.of(true, false);
            }
            return field instanceof TextField ? Stream.of("a", "b", "B", "") : Stream.of(1L, 2L, 3L);
        }

        @Test
        void searchPassesOverRecordsWithoutAValue() {
            assertListsAsDefined(ALL.searching("B"), Window.first(100));
        }

        private void assertListsAsDefined(Query<Note> query, Window window) {
            Sql sql = NOTES.list(query, window);
            List<Note> listed = new Database(database().pool())
                    .queryWithCachedPlan(jdbc -> jdbc.sql(sql.text())
                            .params(sql.parameters())
                            .query((row, number) ->
                                    new Note(row.getLong(1), row.getString(2), row.getObject(3, Long.class)))
                            .list());
            assertThat(listed).as(sql.toString()).isEqualTo(InMemoryTable.list(STORED, query, window));
        }
    }
}
