package io.github.stockroom.application.car;

import static io.github.stockroom.application.car.CarFixture.aCar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stockroom.application.AtOnce;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.QueryContract;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.car.Car;
import io.github.stockroom.domain.car.CarDetails;
import io.github.stockroom.domain.car.CarId;
import io.github.stockroom.domain.car.ModelYear;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The behaviour of every {@link CarRepository}. A subclass gives each test an empty one. */
public abstract class CarRepositoryContract {

    private static final Query<Car> ALL = Query.of(CarFields.ALL);

    /** The store under test: empty when a test starts, and always the same during it. */
    protected abstract CarRepository cars();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Citroën, e\u0301 and \u212B",
                "tab\t, line\n, return\r, bell\u0007, \u0085 and \ufeff inside",
                "'; drop table cars; --",
                "${x} #{y} ? :z $1 \\ \" ` \u2028 end"
            })
    void keepsTextAsItIs(String text) {
        Car stored = cars().insert(aCar().by(text).called("1" + text).details());

        assertThat(cars().find(stored.id())).contains(stored);
        assertThat(stored.details().brand().value()).isEqualTo(text);
        assertThat(stored.details().model().value()).isEqualTo("1" + text);
    }

    @Test
    void keepsTheLongestTextOfCharactersBeyondTheBasicPlane() {
        Car stored =
                cars().insert(aCar().by("😀".repeat(50)).called("😁".repeat(50)).details());

        assertThat(cars().find(stored.id())).contains(stored);
    }

    @ParameterizedTest
    @ValueSource(longs = {ModelYear.MIN, ModelYear.MAX})
    void keepsTheFirstAndTheLastYear(long year) {
        Car stored = cars().insert(aCar().of(year).details());

        assertThat(cars().find(stored.id())).contains(stored);
    }

    @Test
    void startsAtVersionOne() {
        assertThat(cars().insert(aCar().details()).version()).isEqualTo(1);
    }

    @Test
    void neverGivesAnIdAgain() {
        Car first = cars().insert(aCar().details());
        Car second = cars().insert(aCar().details());
        assertThat(cars().delete(second.id(), second.version())).isTrue();
        Car third = cars().insert(aCar().details());

        assertThat(List.of(first, second, third))
                .extracting(c -> c.id().value())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void storesManyInOrderUnderRisingIds() {
        Car before = cars().insert(aCar().details());
        List<CarDetails> details = IntStream.range(0, 2_500)
                .mapToObj(i -> i % 2 == 0 ? aCar().details() : aCar().details())
                .toList();

        List<Car> stored = cars().insertAll(details);

        assertThat(stored).extracting(Car::details).isEqualTo(details);
        assertThat(stored).extracting(car -> car.id().value()).isSorted().doesNotHaveDuplicates();
        assertThat(stored.get(0).id().value()).isGreaterThan(before.id().value());
        assertThat(cars().find(stored.get(2_499).id())).contains(stored.get(2_499));
        assertThat(cars().count(ALL)).isEqualTo(2_501);
    }

    @Test
    void storesNothingIfTheWorkFails() {
        List<CarDetails> details = List.of(aCar().details());

        assertThatIllegalStateException()
                .isThrownBy(() -> cars().atomically(() -> {
                    cars().insertAll(details);
                    cars().atomically(() -> cars().insertAll(details));
                    throw new IllegalStateException();
                }));

        assertThat(cars().count(ALL)).isZero();
    }

    @Test
    void findsNothingUnderAnUnknownId() {
        assertThat(cars().find(new CarId(Long.MAX_VALUE))).isEmpty();
    }

    @Test
    void updateStoresTheDetailsAndRaisesTheVersion() {
        Car stored = cars().insert(aCar().details());
        Car other = cars().insert(aCar().details());
        CarFixture ibiza = aCar().by("Seat").called("Ibiza").of(2019);

        Optional<Car> updated = cars().update(stored.with(ibiza.details()));

        assertThat(updated).contains(new Car(stored.id(), 2, ibiza.details()));
        assertThat(cars().find(stored.id())).isEqualTo(updated);
        assertThat(cars().find(other.id())).contains(other);
    }

    @Test
    void updateIsVisibleToSearchesThatIgnoreCase() {
        Car stored = cars().insert(aCar().by("Fiat").called("Panda").details());
        cars().update(stored.with(aCar().by("SEAT").called("IBIZA").details()));

        assertThat(cars().count(ALL.searching("seat"))).isEqualTo(1);
        assertThat(cars().count(ALL.searching("ibiza"))).isEqualTo(1);
        assertThat(cars().count(ALL.searching("fiat"))).isZero();
        assertThat(cars().count(ALL.searching("panda"))).isZero();
    }

    @Test
    void updateOfAnotherVersionChangesNothing() {
        Car first = cars().insert(aCar().details());
        Car second = cars().update(first.with(aCar().of(2).details())).orElseThrow();
        Car future = new Car(first.id(), 9, first.details());

        assertThat(cars().update(first.with(aCar().of(3).details()))).isEmpty();
        assertThat(cars().update(future)).isEmpty();
        assertThat(cars().find(first.id())).contains(second);
    }

    @Test
    void updateOfADeletedCarDoesNotBringItBack() {
        Car stored = cars().insert(aCar().details());
        cars().delete(stored.id(), stored.version());

        assertThat(cars().update(stored)).isEmpty();
        assertThat(cars().find(stored.id())).isEmpty();
    }

    @Test
    void deleteTakesOneCarAtItsVersion() {
        Car stored = cars().insert(aCar().details());
        Car other = cars().insert(aCar().details());

        assertThat(cars().delete(stored.id(), 2)).isFalse();
        assertThat(cars().find(stored.id())).contains(stored);
        assertThat(cars().delete(stored.id(), 1)).isTrue();
        assertThat(cars().delete(stored.id(), 1)).isFalse();
        assertThat(cars().list(ALL, Window.first(10))).containsExactly(other);
    }

    @Test
    void oneOfEightConcurrentUpdatesWins() throws Exception {
        Car stored = cars().insert(aCar().details());

        List<Optional<Car>> outcomes =
                AtOnce.run(8, i -> cars().update(stored.with(aCar().of(i + 1).details())));

        assertThat(outcomes).filteredOn(Optional::isPresent).singleElement().isEqualTo(cars().find(stored.id()));
    }

    @Test
    void oneOfEightConcurrentDeletesWins() throws Exception {
        Car stored = cars().insert(aCar().details());

        assertThat(AtOnce.run(8, i -> cars().delete(stored.id(), 1))).containsOnlyOnce(true);
    }

    @Test
    void concurrentInsertsGetIdsOfTheirOwn() throws Exception {
        List<Car> inserted = AtOnce.run(8, i -> cars().insert(aCar().of(i + 1).details()));

        assertThat(cars().list(ALL, Window.first(10))).containsExactlyInAnyOrderElementsOf(inserted);
    }

    /** Queries, on the same store. */
    @Nested
    class Queries extends QueryContract<Car> {

        @Override
        protected Fields<Car> fields() {
            return CarFields.ALL;
        }

        @Override
        protected Store<Car> store() {
            return new Store<>(
                    cars()::list, cars()::walk, cars()::count, car -> cars().delete(car.id(), car.version()));
        }

        /** Few years, so that there are ties, every brand twice, and no model that goes with the brand. */
        @Override
        protected List<Car> storeRecords() {
            return IntStream.range(0, 2 * TEXTS.size())
                    .mapToObj(i -> aCar().by(TEXTS.get(i % TEXTS.size()))
                            .called(TEXTS.get(i * 5 % TEXTS.size()))
                            .of(2_000 + i * 7 % 5))
                    .map(car -> cars().insert(car.details()))
                    .toList();
        }
    }
}
