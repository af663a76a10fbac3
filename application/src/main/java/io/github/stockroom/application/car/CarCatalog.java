package io.github.stockroom.application.car;

import io.github.stockroom.application.query.Page;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.domain.car.Car;
import io.github.stockroom.domain.car.CarDetails;
import io.github.stockroom.domain.car.CarId;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The cars, as callers see them. Every call is atomic, and what it returned is stored. Thread-safe.
 *
 * <p>Every method may throw {@link io.github.stockroom.application.error.TemporarilyUnavailableException}; nothing was
 * changed then.
 */
public interface CarCatalog {

    /** A catalogue on top of a store. */
    static CarCatalog on(CarRepository cars) {
        return new CarService(cars);
    }

    /** Adds a car under a new id, at version 1. */
    Car create(CarDetails details);

    /**
     * Adds many cars in one step, all or none: if one of the arguments throws, nothing is stored and what it threw passes on.
     * Memory is needed for some of them only.
     *
     * @param details read no sooner than they can be stored; {@link io.github.stockroom.application.bulk.Drafts} makes them of
     *     input that may not be valid
     * @param created gets each car, in the order of the details and with rising ids; it is not stored for good before this
     *     method returns
     * @return how many
     */
    long createAll(Iterator<CarDetails> details, Consumer<? super Car> created);

    /** @throws io.github.stockroom.application.error.RecordNotFoundException when there is none */
    Car get(CarId id);

    /**
     * Changes a car, unless the change leaves it equal: then nothing is written and the version stays.
     *
     * <p>Checks in this order: the car exists, the precondition holds, and only then is the change applied, so that a
     * change may refuse with an exception of its own.
     *
     * @param change gets the stored details and returns the wanted ones; runs again on newer details when another writer
     *     comes first and the precondition still holds, so it must have no effect of its own
     * @return the car as stored, its version raised by one if it changed
     * @throws io.github.stockroom.application.error.RecordNotFoundException when there is none
     * @throws io.github.stockroom.application.version.StaleVersionException when the precondition refuses its version
     */
    Car change(CarId id, Precondition precondition, UnaryOperator<CarDetails> change);

    /**
     * Deletes a car for good; its id is never given again.
     *
     * @throws io.github.stockroom.application.error.RecordNotFoundException when there is none
     * @throws io.github.stockroom.application.version.StaleVersionException when the precondition refuses its version
     */
    void delete(CarId id, Precondition precondition);

    /** One page of a query; {@link io.github.stockroom.application.query.Pages} walks them all. */
    Page<Car> list(Query<Car> query, Window window);

    /** How many cars the query matches at this moment; reads them all, so it costs what they are. */
    long count(Query<Car> query);
}
