package io.github.stockroom.application.car;

import static io.github.stockroom.application.car.CarFixture.aCar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.application.version.StaleVersionException;
import io.github.stockroom.domain.car.Car;
import io.github.stockroom.domain.car.CarId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CarCatalogTest {

    private static final CarId UNKNOWN = new CarId(404);
    private static final Query<Car> ALL = Query.of(CarFields.ALL);

    private final CarCatalog catalog = CarCatalog.on(new InMemoryCarRepository());

    @Test
    void whatWasCreatedCanBeRead() {
        Car created = catalog.create(aCar().by("Seat").called("Ibiza").of(2019).details());

        assertThat(catalog.get(created.id())).isEqualTo(created);
        assertThat(created.version()).isEqualTo(1);
    }

    @Test
    void unknownCarIsNotFoundBeforeAnythingElseIsAsked() {
        Precondition unasked = version -> {
            throw new AssertionError("asked");
        };

        assertNotFound(() -> catalog.get(UNKNOWN));
        assertNotFound(() -> catalog.change(UNKNOWN, unasked, details -> details));
        assertNotFound(() -> catalog.delete(UNKNOWN, unasked));
    }

    @Test
    void changeRaisesTheVersionUnlessItIsEqual() {
        Car stored = catalog.create(aCar().of(2018).details());

        assertThat(catalog.change(
                        stored.id(), Precondition.NONE, old -> aCar().of(2018).details()))
                .isEqualTo(stored);
        assertThat(catalog.change(
                        stored.id(), Precondition.NONE, old -> aCar().of(2019).details()))
                .isEqualTo(new Car(stored.id(), 2, aCar().of(2019).details()))
                .isEqualTo(catalog.get(stored.id()));
    }

    @Test
    void stalePreconditionLeavesTheCar() {
        Car stored = catalog.create(aCar().details());
        Precondition other = Precondition.anyOf(Set.of(7L));

        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(() -> catalog.change(
                        stored.id(), other, old -> aCar().of(2019).details()));
        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(() -> catalog.delete(stored.id(), other))
                .satisfies(e -> assertThat(e.current()).isEqualTo(1));
        assertThat(catalog.get(stored.id())).isEqualTo(stored);
    }

    @Test
    void changeIsAppliedAgainWhenAnotherWriterComesFirst() {
        Car stored = catalog.create(aCar().details());

        Car changed = catalog.change(stored.id(), Precondition.NONE, details -> {
            catalog.change(
                    stored.id(),
                    Precondition.NONE,
                    other -> new CarFixture(other).by("Seat").details());
            return new CarFixture(details).of(2019).details();
        });

        assertThat(changed)
                .isEqualTo(new Car(stored.id(), 3, aCar().by("Seat").of(2019).details()));
    }

    @Test
    void deletedCarIsGone() {
        Car stored = catalog.create(aCar().details());

        catalog.delete(stored.id(), Precondition.anyOf(Set.of(1L)));

        assertNotFound(() -> catalog.get(stored.id()));
        assertNotFound(() -> catalog.delete(stored.id(), Precondition.NONE));
    }

    @Test
    void listSaysWhereToGoOnUnlessThereIsNothingMore() {
        Car first = catalog.create(aCar().details());
        Car second = catalog.create(aCar().details());

        assertThat(catalog.list(ALL, Window.first(1)).items()).containsExactly(first);
        assertThat(catalog.list(ALL, Window.first(1)).next()).isEqualTo(ALL.positionOf(first));
        assertThat(catalog.list(ALL, Window.first(2)).items()).containsExactly(first, second);
        assertThat(catalog.list(ALL, Window.first(2)).next()).isNull();
        assertThat(catalog.count(ALL)).isEqualTo(2);
    }

    private static void assertNotFound(Runnable call) {
        assertThatExceptionOfType(RecordNotFoundException.class)
                .isThrownBy(call::run)
                .withMessageContaining("car");
    }
}
