package io.github.stockroom.persistence.car;

import io.github.stockroom.application.car.CarFields;
import io.github.stockroom.application.car.CarRepository;
import io.github.stockroom.application.query.CaseFolding;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Walk;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.car.Brand;
import io.github.stockroom.domain.car.Car;
import io.github.stockroom.domain.car.CarDetails;
import io.github.stockroom.domain.car.CarId;
import io.github.stockroom.domain.car.ModelName;
import io.github.stockroom.domain.car.ModelYear;
import io.github.stockroom.domain.shared.TextOrder;
import io.github.stockroom.persistence.sql.Column;
import io.github.stockroom.persistence.sql.Columns;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.MultiRowInsert;
import io.github.stockroom.persistence.sql.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.RowMapper;

/** Cars in the table {@code cars}. */
public final class JdbcCarRepository implements CarRepository {

    private static final long FIRST_VERSION = 1;

    private static final String SELECTED = "id, version, brand, model, model_year";

    private static final RowMapper<Car> CAR = (row, number) -> new Car(
            new CarId(row.getLong(1)),
            row.getLong(2),
            new CarDetails(
                    new Brand(row.getString(3)), new ModelName(row.getString(4)), new ModelYear(row.getLong(5))));

    private static final Table<Car> CARS = new Table<>(
            "cars",
            SELECTED,
            new Columns<>(Map.of(
                    CarFields.ID, Column.of("id").withIndex(),
                    CarFields.BRAND, Column.text("brand").withIndex(),
                    CarFields.MODEL, Column.text("model").withIndex(),
                    CarFields.YEAR, Column.of("model_year").withIndex())),
            CAR);

    private static final String INSERT = """
            insert into cars (version, brand, brand_folded, brand_order, model, model_folded, model_order, model_year)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final MultiRowInsert<CarDetails> INSERT_ALL = MultiRowInsert.<CarDetails>into("cars")
            .wholeNumber("version", details -> FIRST_VERSION)
            .text("brand", details -> details.brand().value())
            .text("brand_folded", details -> CaseFolding.fold(details.brand().value()))
            .text("brand_order", details -> TextOrder.key(details.brand().value()))
            .text("model", details -> details.model().value())
            .text("model_folded", details -> CaseFolding.fold(details.model().value()))
            .text("model_order", details -> TextOrder.key(details.model().value()))
            .wholeNumber("model_year", details -> details.year().value());

    private static final MultiRowInsert<Car> ADD_ALL = INSERT_ALL
            .ofEach(Car::details)
            .wholeNumber("id", car -> car.id().value())
            .unlessTaken();

    private static final String FIND = "select " + SELECTED + " from cars where id = ?";

    private static final String UPDATE = """
            update cars
            set version = version + 1, brand = ?, brand_folded = ?, brand_order = ?, model = ?, model_folded = ?,
                model_order = ?, model_year = ?
            where id = ? and version = ?""";

    private final Database database;

    public JdbcCarRepository(Database database) {
        this.database = database;
    }

    @Override
    public Car insert(CarDetails details) {
        String brand = details.brand().value();
        String model = details.model().value();
        long year = details.year().value();
        long id = database.insert(
                INSERT,
                FIRST_VERSION,
                brand,
                CaseFolding.fold(brand),
                TextOrder.key(brand),
                model,
                CaseFolding.fold(model),
                TextOrder.key(model),
                year);
        return new Car(new CarId(id), FIRST_VERSION, details);
    }

    @Override
    public List<Car> insertAll(List<CarDetails> details) {
        List<Long> ids = INSERT_ALL.insert(database, details, Long.class);
        return IntStream.range(0, details.size())
                .mapToObj(i -> new Car(new CarId(ids.get(i)), FIRST_VERSION, details.get(i)))
                .toList();
    }

    @Override
    public Set<CarId> addAll(List<Car> cars) {
        return ADD_ALL.insert(database, cars, Long.class).stream()
                .map(CarId::new)
                .collect(Collectors.toSet());
    }

    @Override
    public <T> T atomically(Supplier<T> work) {
        return database.bulk(() -> database.transactionOnce(jdbc -> work.get()));
    }

    @Override
    public Optional<Car> find(CarId id) {
        return database.queryWithCachedPlan(
                jdbc -> jdbc.sql(FIND).param(id.value()).query(CAR).optional());
    }

    @Override
    public Optional<Car> update(Car car) {
        CarDetails details = car.details();
        String brand = details.brand().value();
        String model = details.model().value();
        long year = details.year().value();
        int updated = database.change(jdbc -> jdbc.sql(UPDATE)
                .params(
                        brand,
                        CaseFolding.fold(brand),
                        TextOrder.key(brand),
                        model,
                        CaseFolding.fold(model),
                        TextOrder.key(model),
                        year,
                        car.id().value(),
                        car.version())
                .update());
        return updated == 1 ? Optional.of(new Car(car.id(), car.version() + 1, details)) : Optional.empty();
    }

    @Override
    public boolean delete(CarId id, long version) {
        return CARS.delete(database, id.value(), version);
    }

    @Override
    public List<Car> list(Query<Car> query, Window window) {
        return CARS.list(database, query, window);
    }

    @Override
    public Walk<Car> walk(Query<Car> query, Window start) {
        return CARS.walk(database, query, start);
    }

    @Override
    public long count(Query<Car> query) {
        return CARS.count(database, query);
    }
}
