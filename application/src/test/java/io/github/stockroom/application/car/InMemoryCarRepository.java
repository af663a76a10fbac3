package io.github.stockroom.application.car;

import io.github.stockroom.application.query.InMemoryTable;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.car.Car;
import io.github.stockroom.domain.car.CarDetails;
import io.github.stockroom.domain.car.CarId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** As strict as a database, and as safe with many threads; but durable only while it is held. */
public final class InMemoryCarRepository implements CarRepository {

    private final Map<CarId, Car> cars = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();

    @Override
    public Car insert(CarDetails details) {
        Car car = new Car(new CarId(lastId.incrementAndGet()), 1, details);
        cars.put(car.id(), car);
        return car;
    }

    @Override
    public List<Car> insertAll(List<CarDetails> details) {
        return details.stream().map(this::insert).toList();
    }

    @Override
    public <T> T atomically(Supplier<T> work) {
        return InMemoryTable.atomically(work, cars);
    }

    @Override
    public Optional<Car> find(CarId id) {
        return Optional.ofNullable(cars.get(id));
    }

    @Override
    public Optional<Car> update(Car car) {
        Car raised = new Car(car.id(), car.version() + 1, car.details());
        Optional<Car> stored = find(car.id()).filter(found -> found.version() == car.version());
        return stored.filter(found -> cars.replace(car.id(), found, raised)).map(found -> raised);
    }

    @Override
    public boolean delete(CarId id, long version) {
        return find(id).filter(found -> found.version() == version)
                .filter(found -> cars.remove(id, found))
                .isPresent();
    }

    @Override
    public List<Car> list(Query<Car> query, Window window) {
        return InMemoryTable.list(cars.values(), query, window);
    }

    @Override
    public long count(Query<Car> query) {
        return InMemoryTable.count(cars.values(), query);
    }
}
