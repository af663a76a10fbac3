package io.github.stockroom.rest.car;

import io.github.stockroom.application.car.CarCatalog;
import io.github.stockroom.application.car.CarFields;
import io.github.stockroom.domain.car.Car;
import io.github.stockroom.domain.car.CarDetails;
import io.github.stockroom.domain.car.CarId;
import io.github.stockroom.rest.http.Exchange;
import io.github.stockroom.rest.http.Idempotency;
import io.github.stockroom.rest.http.MediaTypes;
import io.github.stockroom.rest.http.RestSettings;
import io.github.stockroom.rest.record.CreateReplies;
import io.github.stockroom.rest.record.Ids;
import io.github.stockroom.rest.record.ListReplies;
import io.github.stockroom.rest.record.RecordReplies;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(CarController.PATH)
final class CarController {

    static final String PATH = "/cars";

    private final CarCatalog catalog;
    private final ListReplies<Car> lists;
    private final RecordReplies<Car> records;
    private final CreateReplies<CarDetails, Car> creations;

    CarController(CarCatalog catalog, Idempotency idempotency, RestSettings settings) {
        this.catalog = catalog;
        this.lists = new ListReplies<>(PATH, "cars", CarFields.ALL, settings);
        this.records = new RecordReplies<>(PATH, CarFields.ALL, Car::version);
        this.creations = new CreateReplies<>(records, CarFields.ALL, CarBody.FORMAT, idempotency);
    }

    @GetMapping
    void list(Exchange http) {
        lists.reply(http, catalog);
    }

    @PostMapping(consumes = {MediaTypes.JSON, MediaTypes.CSV, MediaTypes.NDJSON})
    void create(Exchange http) {
        creations.reply(http, object -> catalog.create(CarBody.read(object)), catalog::createAll);
    }

    @GetMapping("/{id}")
    void read(@PathVariable String id, Exchange http) {
        var shown = records.shown(http);
        records.found(http, shown, catalog.get(id(id)));
    }

    @PutMapping(path = "/{id}", consumes = MediaTypes.JSON)
    void replace(@PathVariable String id, Exchange http) {
        var body = records.body(http, id);
        var car = catalog.change(id(id), http.precondition(), current -> CarBody.read(body.get()));
        records.changed(http, car);
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MediaTypes.JSON, MediaTypes.MERGE_PATCH})
    void patch(@PathVariable String id, Exchange http) {
        var body = records.body(http, id);
        var car = catalog.change(
                id(id), http.precondition(), current -> CarBody.read(body.get().patching(CarBody.of(current))));
        records.changed(http, car);
    }

    @DeleteMapping("/{id}")
    void delete(@PathVariable String id, Exchange http) {
        http.requireNoParameters();
        catalog.delete(id(id), http.precondition());
        records.deleted(http);
    }

    private static CarId id(String text) {
        return new CarId(Ids.number("car", text));
    }
}
