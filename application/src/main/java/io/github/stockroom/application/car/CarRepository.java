package io.github.stockroom.application.car;

import io.github.stockroom.application.bulk.Atomic;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.car.Car;
import io.github.stockroom.domain.car.CarDetails;
import io.github.stockroom.domain.car.CarId;
import java.util.List;
import java.util.Optional;

/**
 * Where cars are kept. Each method is one atomic step that is durable when it returns. Implementations are thread-safe
 * and throw {@link io.github.stockroom.application.error.TemporarilyUnavailableException} when the store cannot answer.
 */
public interface CarRepository extends Atomic {

    /** Stores a new car under an id that was never given before, at version 1. */
    Car insert(CarDetails details);

    /**
     * Stores new cars under rising ids that were never given before, at version 1.
     *
     * @param details not too many for one step: some thousands
     * @return them, in the order of the details
     */
    List<Car> insertAll(List<CarDetails> details);

    Optional<Car> find(CarId id);

    /**
     * Stores new details if the stored version is still the one the car was read at: one conditional step, never a look
     * and then a write.
     *
     * @return the car with its version raised by one; empty, and nothing written, when it is gone or has another version
     */
    Optional<Car> update(Car car);

    /** Deletes the car if it still has this version; false, and nothing deleted, when it is gone or has another. */
    boolean delete(CarId id, long version);

    /** The records of a window, in the order of the query, judged as {@link Query#matches} and {@link Query#compare} do. */
    List<Car> list(Query<Car> query, Window window);

    long count(Query<Car> query);
}
