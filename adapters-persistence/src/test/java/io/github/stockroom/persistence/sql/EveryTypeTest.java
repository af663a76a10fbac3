package io.github.stockroom.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.query.CaseFolding;
import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.QueryContract;
import io.github.stockroom.application.query.TextField;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.shared.TextOrder;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests queries on a record that has a field of every type, most of which may lack a value. */
class EveryTypeTest {

    @Nested
    class OnH2 extends Contract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.h2().migrated();

        @Override
        TestDatabase database() {
            return DATABASE;
        }

        @Override
        String text() {
            return "varchar(100)";
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

        @Override
        String text() {
            return "varchar(100) collate \"C\"";
        }
    }

    record Sample(
            long id,
            String name,
            @Nullable BigDecimal price,
            @Nullable Boolean sold,
            @Nullable LocalDate published,
            @Nullable Instant seen,
            @Nullable String state,
            @Nullable UUID owner) {}

    abstract static class Contract extends QueryContract<Sample> {

        private static final List<String> STATES = List.of("draft", "on sale", "Zombie");

        private static final Field<Sample, Long> ID = Field.wholeNumber("id", Sample::id);
        private static final TextField<Sample> NAME = Field.text("name", Sample::name);
        private static final Field<Sample, BigDecimal> PRICE = Field.decimal("price", 2, Sample::price);
        private static final Field<Sample, Boolean> SOLD = Field.truth("sold", Sample::sold);
        private static final Field<Sample, LocalDate> PUBLISHED = Field.day("published", Sample::published);
        private static final Field<Sample, Instant> SEEN = Field.timestamp("seen", Sample::seen);
        private static final Field<Sample, String> STATE = Field.choice("state", STATES, Sample::state);
        private static final Field<Sample, UUID> OWNER = Field.uniqueId("owner", Sample::owner);

        private static final Fields<Sample> FIELDS = new Fields<>(
                List.of(ID, NAME, PRICE, SOLD, PUBLISHED, SEEN, STATE, OWNER), ID, List.of(ID.ascending()));

        private static final Table<Sample> SAMPLES = new Table<>(
                "samples",
                "id, name, price, sold, published, seen, state, owner",
                new Columns<>(Map.of(
                        ID, Column.of("id").withIndex(),
                        NAME, Column.text("name"),
                        PRICE, Column.of("price").orNull().withIndex(),
                        SOLD, Column.of("sold").orNull().withIndex(),
                        PUBLISHED, Column.of("published").orNull().withIndex(),
                        SEEN, Column.of("seen").orNull(),
                        STATE, Column.of("state").orNull().withIndex(),
                        OWNER, Column.of("owner").orNull())),
                (row, number) -> new Sample(
                        row.getLong(1),
                        row.getString(2),
                        row.getBigDecimal(3),
                        row.getObject(4, Boolean.class),
                        row.getObject(5, LocalDate.class),
                        row.getObject(6, OffsetDateTime.class) == null
                                ? null
                                : row.getObject(6, OffsetDateTime.class).toInstant(),
                        row.getString(7),
                        row.getObject(8, UUID.class)));

        private static final MultiRowInsert<Sample> INSERT = MultiRowInsert.<Sample>into("samples")
                .wholeNumber("id", Sample::id)
                .text("name", Sample::name)
                .text("name_folded", sample -> CaseFolding.fold(sample.name()))
                .text("name_order", sample -> TextOrder.key(sample.name()))
                .decimal("price", Sample::price)
                .truth("sold", Sample::sold)
                .day("published", Sample::published)
                .timestamp("seen", Sample::seen)
                .text("state", Sample::state)
                .uniqueId("owner", Sample::owner);

        abstract TestDatabase database();

        /** The column type of text. */
        abstract String text();

        @Override
        protected Fields<Sample> fields() {
            return FIELDS;
        }

        @Override
        protected Store<Sample> store() {
            Database database = new Database(database().pool());
            return new Store<>(
                    (query, window) -> SAMPLES.list(database, query, window),
                    (query, window) -> SAMPLES.walk(database, query, window),
                    query -> SAMPLES.count(database, query),
                    sample -> database.change(jdbc -> jdbc.sql("delete from samples where id = ?")
                            .param(sample.id())
                            .update()));
        }

        @Override
        protected List<Sample> storeRecords() {
            database().jdbc().sql("drop table if exists samples").update();
            database()
                    .jdbc()
                    .sql("create table samples (id bigint primary key, name " + text() + ", name_order "
                            + text().replace("(100)", "") + ", name_folded " + text()
                            + ", price numeric(10, 2), sold boolean, published date,"
                            + " seen timestamp(6) with time zone, state " + text() + ", owner uuid)")
                    .update();
            List<Sample> samples =
                    IntStream.range(0, TEXTS.size()).mapToObj(Contract::sample).toList();
            INSERT.insert(new Database(database().pool()), samples, Long.class);
            return samples;
        }

        private static Sample sample(int i) {
            return new Sample(
                    i + 1,
                    TEXTS.get(i * 5 % TEXTS.size()),
                    i % 7 == 0 ? null : new BigDecimal(i % 5 + ".10").subtract(BigDecimal.ONE),
                    i % 5 == 0 ? null : i % 2 == 0,
                    i % 6 == 0 ? null : LocalDate.of(i % 9 == 1 ? 1 : 1_580 + i % 4, 2, 1 + i % 27),
                    i % 8 == 0
                            ? null
                            : Instant.parse("1582-10-10T12:00:00.123456Z").plusSeconds(i % 3),
                    i % 4 == 0 ? null : STATES.get(i % 3),
                    i % 3 == 0 ? null : new UUID(i % 2 == 0 ? i : -i, i));
        }

        @Test
        void keepsTheLastDigitOfADecimal() {
            Sample first = store().list()
                    .fetch(Query.of(FIELDS).where(PRICE.is(new BigDecimal("0.1"))), Window.first(1))
                    .get(0);

            assertThat(first.price()).isEqualTo(new BigDecimal("0.10"));
        }
    }
}
