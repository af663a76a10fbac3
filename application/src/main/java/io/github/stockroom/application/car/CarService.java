package io.github.stockroom.application.car;

import io.github.stockroom.application.bulk.Chunks;
import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.application.query.Listing;
import io.github.stockroom.application.query.Page;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Walk;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.application.version.OptimisticWrite;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.domain.car.Car;
import io.github.stockroom.domain.car.CarDetails;
import io.github.stockroom.domain.car.CarId;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

final class CarService implements CarCatalog {

    private final CarRepository cars;

    CarService(CarRepository cars) {
        this.cars = cars;
    }

    @Override
    public Car create(CarDetails details) {
        return cars.insert(details);
    }

    @Override
    public long createAll(Iterator<CarDetails> details, Consumer<? super Car> created) {
        return cars.atomically(() -> Chunks.store(details, cars::insertAll, created));
    }

    @Override
    public Set<CarId> addAll(List<Car> all) {
        return cars.addAll(all);
    }

    @Override
    public <T> T atomically(Supplier<T> work) {
        return cars.atomically(work);
    }

    @Override
    public Car get(CarId id) {
        return cars.find(id).orElseThrow(() -> new RecordNotFoundException("car", id));
    }

    @Override
    public Car change(CarId id, Precondition precondition, UnaryOperator<CarDetails> change) {
        return OptimisticWrite.change(
                () -> get(id),
                Car::version,
                precondition,
                current -> current.with(change.apply(current.details())),
                cars::update);
    }

    @Override
    public void delete(CarId id, Precondition precondition) {
        OptimisticWrite.delete(
                () -> get(id), Car::version, precondition, current -> cars.delete(id, current.version()));
    }

    @Override
    public Page<Car> list(Query<Car> query, Window window) {
        return Listing.page(query, window, cars::list);
    }

    @Override
    public Walk<Car> walk(Query<Car> query, Window start) {
        return cars.walk(query, start);
    }

    @Override
    public long count(Query<Car> query) {
        return cars.count(query);
    }
}
