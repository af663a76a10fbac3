package io.github.stockroom.application.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * The contract of every store that answers queries: each returns the same records as {@link InMemoryTable}. Operators,
 * operands and orders come from the fields and from the stored records.
 *
 * @param <R> the record
 */
public abstract class QueryContract<R> {

    /**
     * Text that differs in case and accents, means something to SQL, or needs more than one UTF-16 unit. None has more
     * than 50 code points.
     */
    public static final List<String> TEXTS = List.of(
            "Apple",
            "apple",
            "APPLE PIE",
            "Éclair",
            "éclair",
            "ÉCLAIR",
            "Eclair",
            "100% cotton",
            "100 cotton",
            "a_b",
            "axb",
            "A_B",
            "wow!",
            "wow!!",
            "wow!%",
            "back\\slash",
            "back\\%",
            "it's",
            "\"quoted\"",
            "a''b",
            "😀 smile",
            "😁",
            "straße",
            "STRASSE",
            "ẞ",
            "İstanbul",
            "ISTANBUL",
            "ıstanbul",
            "ΣΑΣ",
            "σας",
            "σασ",
            "K",
            "\u212A",
            "k",
            "ǅ",
            "E",
            "É",
            "Zebra",
            "Łódź",
            "\u0301",
            "ﬀ",
            "Ａpple",
            "\ud835\udc1apple",
            "漢字",
            "한글",
            "Яблоко",
            "яблоко",
            "line\nbreak",
            "'; drop table accounts; --",
            "%",
            "_",
            "!",
            "?",
            ":name",
            "x".repeat(50));

    /** Operands beside those that the records hold. */
    private static final Map<Class<?>, List<? extends Object>> OTHER_OPERANDS = Map.of(
            Long.class,
            List.of(Long.MIN_VALUE, -1L, 0L, 3_000_000_000L, Long.MAX_VALUE),
            String.class,
            Stream.concat(TEXTS.stream(), Stream.of("", "PP", "pp", "É", "é", "ss", "i", "!%", "\\", "ab"))
                    .toList(),
            UUID.class,
            List.of(
                    new UUID(0, 0),
                    new UUID(0, -1),
                    new UUID(Long.MAX_VALUE, -1),
                    new UUID(Long.MIN_VALUE, 0),
                    new UUID(-1, -1)),
            BigDecimal.class,
            Stream.of("0", "-0.01", "0.005", "1.1", "1.10", "12.505", "-1e40", "1e40", "1e400", "1e-400")
                    .map(BigDecimal::new)
                    .toList(),
            Boolean.class,
            List.of(true, false),
            LocalDate.class,
            List.of(
                    LocalDate.of(1, 1, 1),
                    LocalDate.of(1582, 10, 10),
                    LocalDate.of(2024, 2, 29),
                    LocalDate.of(9999, 12, 31)),
            Instant.class,
            List.of(
                    Instant.parse("0001-01-01T00:00:00Z"),
                    Instant.parse("1582-10-10T12:00:00Z"),
                    Instant.EPOCH,
                    Instant.parse("9999-12-31T23:59:59.999999Z")));

    private static final List<String> SEARCHES = List.of(
            "app", "ÉCL", "écl", "ecl", "%", "_", "!", "!!", "\\", "'", "\"", "😀", "ß", "σ", "k", "?", "zzz", "");

    /** A record of many fields would take minutes to be sorted by every pair of them. */
    private static final int MAX_PAIRS_OF_A_FIELD = 8;

    /** The contract runs on every store of every resource, so the queries of one run are few. */
    private static final int GENERATED = 60;

    private static final Window WHOLE = Window.first(1_000);

    private List<R> stored;

    protected abstract Fields<R> fields();

    /** The store under test: empty when a test starts, and always the same during it. */
    protected abstract Store<R> store();

    /**
     * Stores some fifty records or more, in which values repeat. Text fields, if any, hold {@link #TEXTS}.
     *
     * @return as stored
     */
    protected abstract List<R> storeRecords();

    /**
     * The operations of a store under test.
     *
     * @param walk the whole of a query, in chunks
     * @param delete takes one record out
     */
    public record Store<R>(
            Listing.Fetch<R> list,
            BiFunction<Query<R>, Window, Walk<R>> walk,
            ToLongFunction<Query<R>> count,
            Consumer<R> delete) {}

    @BeforeEach
    final void storeSomeRecords() {
        stored = List.copyOf(storeRecords());
    }

    @TestFactory
    Stream<DynamicTest> conditionsHoldAsDefined() {
        return fields().all().stream()
                .flatMap(field -> Stream.of(Operator.values())
                        .filter(operator -> operator.appliesTo(field))
                        .map(operator -> dynamicTest(
                                field + " " + operator,
                                () -> operands(field, operator)
                                        .map(operands -> new Condition<>(field, operator, operands))
                                        .forEach(condition -> assertAnswersAsDefined(all().where(condition))))));
    }

    @TestFactory
    Stream<DynamicTest> severalConditionsAndASearchMustAllHold() {
        R middle = stored.get(stored.size() / 2);
        Condition<R> another = new Condition<>(fields().id(), Operator.NE, List.of(idOf(stored.get(0))));
        return fields().all().stream()
                .filter(field -> field.valueOf(middle) != null)
                .map(field -> new Condition<>(field, Operator.GTE, List.of(valueOf(field, middle))))
                .map(condition -> dynamicTest(condition.field().toString(), () -> {
                    Query<R> query = all().where(List.of(condition, another)).searching("A");
                    assertAnswersAsDefined(query);
                    assertAnswersAsDefined(query.where(condition));
                }));
    }

    @TestFactory
    Stream<DynamicTest> searchFindsTextIgnoringCase() {
        return SEARCHES.stream()
                .map(text -> dynamicTest("'" + text + "'", () -> assertAnswersAsDefined(all().searching(text))));
    }

    @Test
    void searchIgnoresTheCaseOfAccentedLetters() {
        List<R> eclairs = stored.stream()
                .filter(item -> fields().searchable().stream()
                        .map(field -> field.valueOf(item))
                        .filter(Objects::nonNull)
                        .anyMatch(
                                text -> Stream.of("Éclair", "éclair", "ÉCLAIR").anyMatch(text::contains)))
                .toList();

        assertThat(list(all().searching("éCLAIR"), WHOLE)).containsExactlyInAnyOrderElementsOf(eclairs);
    }

    @Test
    void answersGeneratedQueriesAsDefined() {
        qt().withExamples(GENERATED)
                .forAll(
                        new GeneratedQueries<>(fields(), this::operands, SEARCHES),
                        integers().between(0, 40),
                        integers().between(1, 60))
                .checkAssert((query, offset, limit) -> {
                    assertAnswersAsDefined(query);
                    List<R> whole = list(query, WHOLE);
                    Window window = Window.first(limit).withOffset(offset);
                    assertThat(list(query, window)).isEqualTo(InMemoryTable.list(stored, query, window));
                    assertThat(walk(query, limit)).isEqualTo(whole);
                    if (offset < whole.size()) {
                        Window behind = Window.first(limit).after(query.positionOf(whole.get(offset)));
                        assertThat(list(query, behind)).isEqualTo(InMemoryTable.list(stored, query, behind));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> walkingPagesOfAnySizeEqualsTheWholeList() {
        return inEveryOrder(query -> {
            assertAnswersAsDefined(query);
            List<R> whole = list(query, WHOLE);
            List<Integer> sizes =
                    query.sort().size() > 2 ? List.of(3, stored.size()) : List.of(1, 2, 3, 7, 50, stored.size(), 1_000);
            for (int size : sizes) {
                assertThat(walk(query, size)).isEqualTo(whole);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> walkingAFilteredListEqualsTheWholeList() {
        Condition<R> another = new Condition<>(fields().id(), Operator.NE, List.of(idOf(stored.get(0))));
        return inEveryOrder(query -> {
            Query<R> filtered = query.where(another).searching("a");

            assertThat(walk(filtered, 7)).isEqualTo(list(filtered, WHOLE));
        });
    }

    @TestFactory
    Stream<DynamicTest> storeWalksTheWholeListInChunks() {
        Condition<R> another = new Condition<>(fields().id(), Operator.NE, List.of(idOf(stored.get(0))));
        return inEveryOrder(query -> {
            List<R> whole = list(query, WHOLE);
            assertThat(walkOfStore(query, Window.first(7))).isEqualTo(whole);
            assertThat(walkOfStore(query, WHOLE)).isEqualTo(whole);
            Query<R> filtered = query.where(another).searching("a");
            assertThat(walkOfStore(filtered, Window.first(7))).isEqualTo(list(filtered, WHOLE));
        });
    }

    @TestFactory
    Stream<DynamicTest> storeWalksAPartOfTheList() {
        return inEveryOrder(query -> {
            List<R> whole = list(query, WHOLE);
            Window behind = Window.first(7).after(query.positionOf(whole.get(9)));
            assertThat(walkOfStore(query, behind)).isEqualTo(whole.subList(10, whole.size()));
            assertThat(walkOfStore(query, Window.first(7).withOffset(3))).isEqualTo(whole.subList(3, whole.size()));
            assertThat(walkOfStore(query, behind.through(query.positionOf(whole.get(20)))))
                    .isEqualTo(whole.subList(10, 21));
        });
    }

    @TestFactory
    Stream<DynamicTest> walkGoesOnWhenRecordsThatItHasNotReachedAreDeleted() {
        return inEveryOrder(query -> {
                    List<R> whole = list(query, WHOLE);
                    List<R> walked = new ArrayList<>();
                    try (Walk<R> walk = store().walk().apply(query, Window.first(5))) {
                        walked.addAll(walk.next());
                        store().delete().accept(whole.get(12));
                        walk.forEachRemaining(walked::addAll);
                    }
                    List<R> rest = new ArrayList<>(whole);
                    rest.remove(12);
                    assertThat(walked).isEqualTo(rest);
                })
                .limit(1 + 2L * fields().all().size());
    }

    @TestFactory
    Stream<DynamicTest> windowsBeginAndEndWhereTheySay() {
        return inEveryOrder(query -> {
            List<R> whole = list(query, WHOLE);
            for (int i = 0; i < whole.size(); i += 9) {
                Window through = WHOLE.through(query.positionOf(whole.get(i)));
                assertThat(list(query, through)).isEqualTo(whole.subList(0, i + 1));
                Window between = through.after(query.positionOf(whole.get(i / 2)));
                assertThat(list(query, between)).isEqualTo(whole.subList(i / 2 + 1, i + 1));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> offsetsCountFromTheStartOfTheWindow() {
        return inEveryOrder(query -> {
            List<R> whole = list(query, WHOLE);
            Window fromTen = Window.first(4).after(query.positionOf(whole.get(9)));

            assertThat(list(query, Window.first(4).withOffset(3))).isEqualTo(whole.subList(3, 7));
            assertThat(list(query, fromTen.withOffset(3))).isEqualTo(whole.subList(13, 17));
            assertThat(list(query, WHOLE.withOffset(10_000))).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> aPageGoesOnBehindADeletedRecord() {
        return ordersByOneField()
                .map(query -> dynamicTest(query.sort().toString(), () -> {
                    List<R> whole = list(query, WHOLE);
                    R anchor = whole.get(20);
                    store().delete().accept(anchor);

                    assertThat(list(query, Window.first(5).after(query.positionOf(anchor))))
                            .isEqualTo(whole.subList(21, 26));
                }));
    }

    @Test
    void emptyStoreHasEmptyLists() {
        stored.forEach(store().delete());

        assertThat(list(all(), WHOLE)).isEmpty();
        ordersByThreeFields()
                .forEach(query -> assertThat(walkOfStore(query, WHOLE)).isEmpty());
        assertThat(store().count().applyAsLong(all())).isZero();
    }

    private Stream<? extends List<? extends Object>> operands(Field<R, ?> field, Operator operator) {
        if (operator == Operator.ISNULL) {
            return Stream.of(List.of(true), List.of(false));
        }
        List<? extends Object> values = operands(field);
        return operator == Operator.IN
                ? Stream.of(List.of(), values.subList(0, 1), values)
                : values.stream().map(List::of);
    }

    private List<? extends Object> operands(Field<R, ?> field) {
        return Stream.concat(
                        stored.stream().map(field::valueOf).filter(Objects::nonNull),
                        OTHER_OPERANDS.get(field.type().javaType()).stream())
                .distinct()
                .toList();
    }

    private Stream<DynamicTest> inEveryOrder(ThrowingConsumer<Query<R>> test) {
        return Stream.of(Stream.of(all()), ordersByOneField(), ordersByTwoFields(), ordersByThreeFields())
                .flatMap(orders -> orders)
                .map(query -> dynamicTest(query.sort().toString(), () -> test.accept(query)));
    }

    private Stream<Query<R>> ordersByOneField() {
        return fields().all().stream()
                .flatMap(field -> Stream.of(field.ascending(), field.descending()))
                .map(all()::sortedBy);
    }

    /** One up and one down, each way; {@link #ordersByOneField} has both in one direction already, with the id. */
    private Stream<Query<R>> ordersByTwoFields() {
        List<Field<R, ?>> fields = fields().all();
        int others = Math.min(fields.size() - 1, MAX_PAIRS_OF_A_FIELD);
        return IntStream.range(0, fields.size() * others)
                .mapToObj(
                        i -> List.of(fields.get(i / others), fields.get((i / others + 1 + i % others) % fields.size())))
                .flatMap(pair -> Stream.of(
                        List.of(pair.get(0).ascending(), pair.get(1).descending()),
                        List.of(pair.get(0).descending(), pair.get(1).ascending())))
                .map(all()::sortedBy);
    }

    private Stream<Query<R>> ordersByThreeFields() {
        List<Field<R, ?>> fields = fields().all();
        List<Query<R>> orders = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            Field<R, ?> first = fields.get(i);
            Field<R, ?> second = fields.get((i + 1) % fields.size());
            Field<R, ?> third = fields.get((i + 2) % fields.size());
            orders.add(all().sortedBy(List.of(first.ascending(), second.ascending(), third.descending())));
            orders.add(all().sortedBy(List.of(first.descending(), second.descending(), third.descending())));
        }
        return orders.stream();
    }

    private Query<R> all() {
        return Query.of(fields());
    }

    private List<R> list(Query<R> query, Window window) {
        return store().list().fetch(query, window);
    }

    private List<R> walk(Query<R> query, int size) {
        Listing<R> listing = (q, window) -> Listing.page(q, window, store().list());
        List<R> walked = new ArrayList<>();
        new Pages<>(listing, query, Window.first(size)).forEachRemaining(page -> walked.addAll(page.items()));
        return walked;
    }

    private List<R> walkOfStore(Query<R> query, Window start) {
        List<R> walked = new ArrayList<>();
        try (Walk<R> walk = store().walk().apply(query, start)) {
            assertThat(walk.hasNext()).isTrue();
            walk.forEachRemaining(walked::addAll);
        }
        return walked;
    }

    private void assertAnswersAsDefined(Query<R> query) {
        assertThat(list(query, WHOLE)).as(query::toString).isEqualTo(InMemoryTable.list(stored, query, WHOLE));
        assertThat(store().count().applyAsLong(query))
                .as(query::toString)
                .isEqualTo(InMemoryTable.count(stored, query));
    }

    private Object idOf(R item) {
        return valueOf(fields().id(), item);
    }

    private static <R> Object valueOf(Field<R, ?> field, R item) {
        return Objects.requireNonNull(field.valueOf(item));
    }
}
