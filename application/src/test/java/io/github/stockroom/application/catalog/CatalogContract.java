package io.github.stockroom.application.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.application.version.StaleVersionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The behaviour of every {@link Catalog}. A subclass gives each test an empty catalogue, and says how its records are
 * told apart.
 *
 * @param <I> the id of a record
 * @param <D> its details
 * @param <R> the record
 */
public abstract class CatalogContract<I, D, R> {

    /** The catalogue under test: empty when a test starts, and always the same during it. */
    protected abstract Catalog<I, D, R> catalog();

    protected abstract Fields<R> fields();

    /**
     * Returns details that differ from those of the next number. The default order of the records is that of the
     * numbers.
     */
    protected abstract D details(int number);

    protected abstract I idOf(R item);

    protected abstract long versionOf(R item);

    protected abstract D detailsOf(R item);

    protected abstract I unknownId();

    @Test
    void recordThatWasCreatedCanBeRead() {
        R created = catalog().create(details(1));

        assertThat(detailsOf(created)).isEqualTo(details(1));
        assertThat(versionOf(created)).isEqualTo(1);
        assertThat(catalog().get(idOf(created))).isEqualTo(created);
    }

    @Test
    void manyRecordsAreCreatedInTheOrderOfTheirDetails() {
        List<D> details =
                IntStream.rangeClosed(1, 2_500).mapToObj(this::details).toList();
        List<R> created = new ArrayList<>();

        assertThat(catalog().createAll(details.iterator(), created::add)).isEqualTo(2_500);

        assertThat(created).extracting(this::detailsOf).isEqualTo(details);
        assertThat(created).extracting(this::idOf).doesNotHaveDuplicates();
        assertThat(created).allSatisfy(item -> assertThat(versionOf(item)).isEqualTo(1));
        assertThat(catalog().get(idOf(created.get(2_499)))).isEqualTo(created.get(2_499));
        assertThat(catalog().count(all())).isEqualTo(2_500);
    }

    @Test
    void recordsAreAddedAsTheyWere() {
        R first = catalog().create(details(1));
        R second = catalog().create(details(2));
        catalog().delete(idOf(first), Precondition.NONE);

        assertThat(catalog().addAll(List.of(first, second))).containsExactly(idOf(first));

        assertThat(catalog().get(idOf(first))).isEqualTo(first);
        assertThat(catalog().get(idOf(second))).isEqualTo(second);
    }

    @Test
    void severalCallsAreOneStep() {
        assertThatIllegalStateException()
                .isThrownBy(() -> catalog().atomically(() -> {
                    catalog().create(details(1));
                    throw new IllegalStateException("refused");
                }))
                .withMessage("refused");

        assertThat(catalog().count(all())).isZero();
    }

    @Test
    void noDetailsCreateNoRecords() {
        List<D> none = List.of();

        assertThat(catalog().createAll(none.iterator(), created -> {
                    throw new AssertionError("created");
                }))
                .isZero();
    }

    @Test
    void nothingIsStoredWhenTheReaderOfCreatedRecordsFails() {
        List<D> details =
                IntStream.rangeClosed(1, 1_500).mapToObj(this::details).toList();
        AtomicInteger seen = new AtomicInteger();

        assertThatIllegalStateException()
                .isThrownBy(() -> catalog().createAll(details.iterator(), created -> {
                    if (seen.incrementAndGet() == 1_500) {
                        throw new IllegalStateException("refused");
                    }
                }))
                .withMessage("refused");

        assertThat(catalog().count(all())).isZero();
    }

    @Test
    void unknownRecordIsNotFoundBeforeAnythingElseIsAsked() {
        Precondition unasked = version -> {
            throw new AssertionError("asked");
        };

        assertNotFound(() -> catalog().get(unknownId()));
        assertNotFound(() -> catalog().change(unknownId(), unasked, refusing()));
        assertNotFound(() -> catalog().delete(unknownId(), unasked));
    }

    @Test
    void stalePreconditionIsToldBeforeTheChangeIsApplied() {
        R stored = catalog().create(details(1));
        Precondition other = Precondition.anyOf(Set.of(7L));

        assertStale(1, () -> catalog().change(idOf(stored), other, refusing()));
        assertStale(1, () -> catalog().delete(idOf(stored), Precondition.ABSENT));
        assertThat(catalog().get(idOf(stored))).isEqualTo(stored);
    }

    @Test
    void changeMayRefuseWithAnExceptionOfItsOwn() {
        R stored = catalog().create(details(1));

        assertThatIllegalStateException()
                .isThrownBy(() -> catalog().change(idOf(stored), Precondition.NONE, refusing()))
                .withMessage("refused");
        assertThat(catalog().get(idOf(stored))).isEqualTo(stored);
    }

    @Test
    void changeRaisesTheVersion() {
        R stored = catalog().create(details(1));

        R changed = catalog().change(idOf(stored), Precondition.anyOf(Set.of(1L)), old -> changed(old));

        assertThat(idOf(changed)).isEqualTo(idOf(stored));
        assertThat(versionOf(changed)).isEqualTo(2);
        assertThat(detailsOf(changed)).isEqualTo(changed(details(1)));
        assertThat(catalog().get(idOf(stored))).isEqualTo(changed);
    }

    @Test
    void equalChangeKeepsTheRecordAsItIs() {
        R stored = catalog().create(details(1));

        assertThat(catalog().change(idOf(stored), Precondition.NONE, old -> details(1)))
                .isEqualTo(stored);
        assertThat(catalog().get(idOf(stored))).isEqualTo(stored);
    }

    @Test
    void changeIsAppliedAgainWhenAnotherWriterComesFirst() {
        R stored = catalog().create(details(1));
        List<D> seen = new ArrayList<>();

        R changed = catalog().change(idOf(stored), Precondition.NONE, old -> {
            seen.add(old);
            if (seen.size() == 1) {
                catalog().change(idOf(stored), Precondition.NONE, this::changed);
            }
            return changed(old);
        });

        assertThat(seen).containsExactly(details(1), changed(details(1)));
        assertThat(detailsOf(changed)).isEqualTo(changed(changed(details(1))));
        assertThat(versionOf(changed)).isEqualTo(3);
    }

    @Test
    void callerWhoNamedAVersionIsStaleWhenAnotherWriterComesFirst() {
        R stored = catalog().create(details(1));

        assertStale(
                2,
                () -> catalog().change(idOf(stored), Precondition.anyOf(Set.of(1L)), old -> {
                    catalog().change(idOf(stored), Precondition.NONE, this::changed);
                    return changed(old);
                }));
        assertThat(detailsOf(catalog().get(idOf(stored)))).isEqualTo(changed(details(1)));
    }

    @Test
    void recordDeletedDuringAChangeIsNotFound() {
        R stored = catalog().create(details(1));

        assertNotFound(() -> catalog().change(idOf(stored), Precondition.NONE, old -> {
            catalog().delete(idOf(stored), Precondition.NONE);
            return changed(old);
        }));
    }

    @Test
    void deletedRecordIsGone() {
        R stored = catalog().create(details(1));

        catalog().delete(idOf(stored), Precondition.anyOf(Set.of(1L)));

        assertNotFound(() -> catalog().get(idOf(stored)));
        assertNotFound(() -> catalog().delete(idOf(stored), Precondition.NONE));
    }

    @Test
    void idOfADeletedRecordIsNotGivenAgain() {
        R deleted = catalog().create(details(1));
        catalog().delete(idOf(deleted), Precondition.NONE);

        assertThat(idOf(catalog().create(details(1)))).isNotEqualTo(idOf(deleted));
    }

    @Test
    void listSaysWhereToGoOnUnlessThereIsNothingMore() {
        R first = catalog().create(details(1));
        R second = catalog().create(details(2));

        assertThat(catalog().list(all(), Window.first(1)).items()).containsExactly(first);
        assertThat(catalog().list(all(), Window.first(1)).next()).isEqualTo(all().positionOf(first));
        assertThat(catalog().list(all(), Window.first(2)).items()).containsExactly(first, second);
        assertThat(catalog().list(all(), Window.first(2)).next()).isNull();
        assertThat(catalog().count(all())).isEqualTo(2);
    }

    /** Returns what a change to those of a number makes of details: the values that cannot be changed stay. */
    protected D changed(D old, int number) {
        return details(number);
    }

    /** Returns details that differ from the given ones, and from what they were made of by this method. */
    private D changed(D details) {
        D second = changed(details, 2);
        return details.equals(second) ? changed(details, 3) : second;
    }

    private Query<R> all() {
        return Query.of(fields());
    }

    private UnaryOperator<D> refusing() {
        return old -> {
            throw new IllegalStateException("refused");
        };
    }

    private static void assertNotFound(Runnable call) {
        assertThatExceptionOfType(RecordNotFoundException.class).isThrownBy(call::run);
    }

    private static void assertStale(long current, Runnable call) {
        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(call::run)
                .satisfies(e -> assertThat(e.current()).isEqualTo(current));
    }
}
