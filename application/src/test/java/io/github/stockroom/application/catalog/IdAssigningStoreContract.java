package io.github.stockroom.application.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.stockroom.application.AtOnce;
import io.github.stockroom.application.error.FieldConflictException;
import io.github.stockroom.application.error.FieldConflictException.Rule;
import io.github.stockroom.application.error.RecordInUseException;
import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.InMemoryTable;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.QueryContract;
import io.github.stockroom.application.query.TextField;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.shared.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The behaviour of every {@link IdAssigningStore}. A subclass gives each test an empty one, and details of its records.
 *
 * @param <I> the id of a record
 * @param <D> its details
 * @param <R> the record
 */
public abstract class IdAssigningStoreContract<I, D, R> {

    /** Text that differs in case, accents and what SQL takes for a pattern: see {@link QueryContract}. */
    protected static final List<String> TEXTS = QueryContract.TEXTS;

    /** Text that could be changed or misread on its way to a database and back. */
    private static final List<String> ODD_TEXTS = List.of(
            "Apple",
            "Crème brûlée, e\u0301 and \u212B",
            "tab\t, line\n, return\r, bell\u0007, delete\u007f, \u0085 and \ufeff inside",
            "'; drop table accounts; --",
            "${x} #{y} ? :z $1 \\ \" ` \u2028 end");

    private final RecordParts<I, D, R> parts;
    private final Query<R> all;

    protected IdAssigningStoreContract(RecordParts<I, D, R> parts) {
        this.parts = parts;
        all = Query.of(parts.fields());
    }

    /** The store under test: empty when a test starts, and always the same during it. */
    protected abstract IdAssigningStore<I, D, R> store();

    /** Returns details for each number from 0 to 2,500 that differ from those of the numbers beside it. */
    protected abstract D details(int number);

    /**
     * Returns details with odd and the longest text, the lowest and the highest numbers, and without each optional
     * value.
     */
    protected abstract Stream<D> extremes();

    /** Returns details of some fifty records or more, in which values repeat. Text fields hold {@link #TEXTS}. */
    protected abstract Stream<D> queried();

    /**
     * Returns text that stores must keep as it is, and the longest that takes two UTF-16 units per code point.
     *
     * @param maxLength of the field, in code points
     */
    protected static Stream<String> oddTexts(int maxLength) {
        return Stream.concat(
                ODD_TEXTS.stream().map(text -> Text.start(text, maxLength)), Stream.of("😀".repeat(maxLength)));
    }

    /**
     * Returns one of {@link #TEXTS}; every text is returned for some number.
     *
     * @param maxLength of the field, in code points
     */
    protected static String text(int number, int maxLength) {
        return Text.start(TEXTS.get(number % TEXTS.size()), maxLength);
    }

    @TestFactory
    Stream<DynamicTest> keepsDetailsAsTheyAre() {
        return extremes()
                .map(details -> dynamicTest(details.toString(), () -> {
                    R stored = store().insert(details);

                    assertThat(parts.details().apply(stored)).isEqualTo(details);
                    assertThat(find(stored)).contains(stored);
                    delete(stored, 1);
                    List<R> again = store().insertAll(List.of(details));
                    assertThat(again)
                            .allSatisfy(same -> assertThat(find(same)).contains(same))
                            .extracting(parts.details())
                            .containsExactly(details);
                    delete(again.get(0), 1);
                }));
    }

    @TestFactory
    Stream<DynamicTest> updatesToAnyDetails() {
        return extremes()
                .map(details -> dynamicTest(details.toString(), () -> {
                    R stored = store().insert(details(1));

                    assertThat(store().update(parts.with(stored, details))).isEqualTo(find(stored));
                    assertThat(find(stored).map(parts.details())).contains(details);
                    delete(stored, 2);
                }));
    }

    @Test
    void startsAtVersionOne() {
        assertThat(versionOf(store().insert(details(1)))).isEqualTo(1);
    }

    @Test
    void neverGivesAnIdAgain() {
        R first = store().insert(details(1));
        R second = store().insert(details(2));
        assertThat(delete(second, 1)).isTrue();
        R third = store().insert(details(2));

        assertRising(List.of(first, second, third));
    }

    @Test
    void storesManyInOrderUnderRisingIds() {
        R before = store().insert(details(0));
        List<D> details =
                IntStream.rangeClosed(1, 2_500).mapToObj(this::details).toList();

        List<R> stored = store().insertAll(details);

        assertThat(stored).extracting(parts.details()).isEqualTo(details);
        assertRising(Stream.concat(Stream.of(before), stored.stream()).toList());
        assertThat(find(stored.get(2_499))).contains(stored.get(2_499));
        assertThat(store().count(all)).isEqualTo(2_501);
    }

    @Test
    void addsRecordsUnderTheirIdsUnlessTheseAreTaken() {
        R stored = store().insert(details(1));
        long far = 5_000_000_000L;
        R taken = parts.with(stored, details(2));
        R added = parts.whole().of(parts.newId().apply(far), 1, details(3));
        R other = parts.whole().of(parts.newId().apply(far + 7), 1, details(4));

        assertThat(store().addAll(List.of(other, taken, added)))
                .containsExactlyInAnyOrder(parts.id().apply(added), parts.id().apply(other));

        assertThat(find(stored)).contains(stored);
        assertThat(find(added)).contains(added);
        assertThat(store().addAll(List.of(added))).isEmpty();
        assertThat(store().count(all)).isEqualTo(3);
    }

    @Test
    void givesNoIdThatWasAdded() {
        R first = store().insert(details(1));
        assumeTrue(parts.fields().id().valueOf(first) instanceof Long, "UUIDs are not counted");
        R copy = store().insert(details(2));
        delete(copy, 1);
        R next = parts.whole()
                .of(parts.newId().apply(Long.parseLong(parts.id().apply(copy).toString()) + 1), 1, details(3));
        assertThat(store().addAll(List.of(next))).hasSize(1);

        R last = store().insert(details(4));

        assertRising(List.of(first, copy, next, last));
    }

    @Test
    void storesNothingIfTheWorkFails() {
        assertThatIllegalStateException()
                .isThrownBy(() -> store().atomically(() -> {
                    store().insertAll(List.of(details(1)));
                    store().atomically(() -> store().insertAll(List.of(details(2))));
                    throw new IllegalStateException();
                }));

        assertThat(store().count(all)).isZero();
    }

    @Test
    void findsNothingUnderAnUnknownId() {
        assertThat(store().find(parts.newId().apply(Long.MAX_VALUE))).isEmpty();
    }

    @Test
    void updateStoresTheDetailsAndRaisesTheVersion() {
        R stored = store().insert(details(1));
        R other = store().insert(details(2));

        Optional<R> updated = store().update(parts.with(stored, details(3)));

        assertThat(updated).contains(parts.at(parts.with(stored, details(3)), 2));
        assertThat(find(stored)).isEqualTo(updated);
        assertThat(find(other)).contains(other);
    }

    @Test
    void updateIsVisibleToSearchesThatIgnoreCase() {
        R stored = store().insert(details(1));
        for (D changed : queried().toList()) {
            R before = stored;
            stored = store().update(parts.with(before, changed)).orElseThrow();
            for (TextField<R> field : parts.fields().searchable()) {
                for (R known : List.of(before, stored)) {
                    String text = field.valueOf(known);
                    assertFoundAsDefined(stored, text == null ? "" : text.toUpperCase(Locale.ROOT));
                }
            }
        }
    }

    @Test
    void updateOfAnotherVersionChangesNothing() {
        R first = store().insert(details(1));
        R second = store().update(parts.with(first, details(2))).orElseThrow();

        assertThat(store().update(parts.with(first, details(3)))).isEmpty();
        assertThat(store().update(parts.at(first, 9))).isEmpty();
        assertThat(find(first)).contains(second);
    }

    @Test
    void updateOfADeletedRecordDoesNotBringItBack() {
        R stored = store().insert(details(1));
        delete(stored, 1);

        assertThat(store().update(stored)).isEmpty();
        assertThat(find(stored)).isEmpty();
    }

    @Test
    void deleteTakesOneRecordAtItsVersion() {
        R stored = store().insert(details(1));
        R other = store().insert(details(2));

        assertThat(delete(stored, 2)).isFalse();
        assertThat(find(stored)).contains(stored);
        assertThat(delete(stored, 1)).isTrue();
        assertThat(delete(stored, 1)).isFalse();
        assertThat(store().list(all, Window.first(10))).containsExactly(other);
    }

    @Test
    void oneOfEightConcurrentUpdatesWins() throws Exception {
        R stored = store().insert(details(0));

        List<Optional<R>> outcomes = AtOnce.run(8, i -> store().update(parts.with(stored, details(i + 1))));

        assertThat(outcomes).filteredOn(Optional::isPresent).singleElement().isEqualTo(find(stored));
    }

    @Test
    void oneOfEightConcurrentDeletesWins() throws Exception {
        R stored = store().insert(details(1));

        assertThat(AtOnce.run(8, i -> delete(stored, 1))).containsOnlyOnce(true);
    }

    @Test
    void concurrentInsertsGetIdsOfTheirOwn() throws Exception {
        List<R> inserted = AtOnce.run(8, i -> store().insert(details(i)));

        assertThat(store().list(all, Window.first(10))).containsExactlyInAnyOrderElementsOf(inserted);
    }

    /**
     * Asserts that no two records have one value of a field, whichever way they come.
     *
     * @param same details for each number from 1 to 20 that differ, but for the value of this field
     */
    protected final void assertUnique(Field<R, ?> field, IntFunction<D> same) throws Exception {
        R stored = store().insert(same.apply(1));
        R other = store().insert(details(21));

        assertConflict(Rule.UNIQUE, field, OptionalLong.empty(), () -> store().insert(same.apply(2)));
        assertConflict(
                Rule.UNIQUE, field, OptionalLong.empty(), () -> store().update(parts.with(other, same.apply(2))));
        assertConflict(
                Rule.UNIQUE,
                field,
                OptionalLong.of(1),
                () -> store().insertAll(List.of(details(22), same.apply(2), details(23))));
        assertThat(store().list(all, Window.first(10))).containsExactly(stored, other);
        assertThat(store().update(parts.with(stored, same.apply(3)))).isPresent();

        delete(stored, 2);
        assertConflict(
                Rule.UNIQUE,
                field,
                OptionalLong.of(2),
                () -> store().insertAll(List.of(details(22), same.apply(2), same.apply(3))));
        List<Boolean> outcomes = AtOnce.run(8, i -> isStored(same.apply(i + 1)));
        assertThat(outcomes).containsOnlyOnce(true);
        assertThat(store().count(all)).isEqualTo(2);
    }

    /**
     * Asserts that a field refers to records that exist.
     *
     * @param missing details that refer to a record that does not exist
     */
    protected final void assertReference(Field<R, ?> field, D missing) {
        R stored = store().insert(details(1));

        assertConflict(Rule.REFERENCE, field, OptionalLong.empty(), () -> store().insert(missing));
        assertConflict(Rule.REFERENCE, field, OptionalLong.empty(), () -> store().update(parts.with(stored, missing)));
        assertConflict(
                Rule.REFERENCE, field, OptionalLong.of(1), () -> store().insertAll(List.of(details(2), missing)));
        assertThat(store().list(all, Window.first(10))).containsExactly(stored);
    }

    /** Asserts that a record is not deleted while records of this kind refer to it. */
    protected static void assertInUse(String resource, ThrowingCallable delete) {
        assertThatExceptionOfType(RecordInUseException.class)
                .isThrownBy(delete)
                .satisfies(e -> assertThat(e.resource()).isEqualTo(resource));
    }

    private boolean isStored(D details) {
        try {
            store().insert(details);
            return true;
        } catch (FieldConflictException e) {
            return false;
        }
    }

    private static void assertConflict(Rule rule, Field<?, ?> field, OptionalLong index, Runnable call) {
        assertThatExceptionOfType(FieldConflictException.class)
                .isThrownBy(call::run)
                .satisfies(e -> {
                    assertThat(e.rule()).isEqualTo(rule);
                    assertThat(e.field()).isEqualTo(field.name());
                    assertThat(e.index()).isEqualTo(index);
                });
    }

    private void assertFoundAsDefined(R only, String text) {
        Query<R> search = all.searching(text);
        assertThat(store().list(search, Window.first(10)))
                .as(text)
                .isEqualTo(InMemoryTable.list(List.of(only), search, Window.first(10)));
    }

    private void assertRising(List<R> records) {
        Query<R> byId = all.sortedBy(parts.fields().id().ascending());
        assertThat(records)
                .extracting(byId::positionOf)
                .isSortedAccordingTo(byId::compare)
                .doesNotHaveDuplicates();
    }

    private Optional<R> find(R item) {
        return store().find(parts.id().apply(item));
    }

    private boolean delete(R item, long version) {
        return store().delete(parts.id().apply(item), version);
    }

    private long versionOf(R item) {
        return parts.version().applyAsLong(item);
    }

    /** Queries, on the same store. */
    @Nested
    class Queries extends QueryContract<R> {

        @Override
        protected Fields<R> fields() {
            return parts.fields();
        }

        @Override
        protected Store<R> store() {
            IdAssigningStore<I, D, R> store = IdAssigningStoreContract.this.store();
            return new Store<>(
                    store::list,
                    store::walk,
                    store::count,
                    item -> store.delete(parts.id().apply(item), parts.version().applyAsLong(item)));
        }

        @Override
        protected List<R> storeRecords() {
            return queried().map(IdAssigningStoreContract.this.store()::insert).toList();
        }
    }
}
