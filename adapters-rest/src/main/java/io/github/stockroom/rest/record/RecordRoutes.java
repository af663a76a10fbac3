package io.github.stockroom.rest.record;

import io.github.stockroom.application.catalog.Catalog;
import io.github.stockroom.operations.RecordOperations.SingleRecord;
import io.github.stockroom.rest.exchange.Idempotency;
import io.github.stockroom.rest.request.RestSettings;
import io.github.stockroom.rest.route.Route;
import java.util.List;
import java.util.stream.Stream;

/** The routes of a resource. */
public final class RecordRoutes {

    private RecordRoutes() {}

    /** The six routes that every resource has. */
    public static <I, D, R> List<Route> of(
            RecordResource<I, D, R> resource,
            Catalog<I, D, R> catalog,
            Idempotency idempotency,
            RestSettings settings) {
        var operations = resource.operations();
        var lists =
                new ListHandler<>(operations.path(), resource.name(), resource.fields(), resource.version(), settings);
        var creations = new CreateHandler<>(resource, catalog, idempotency);
        return Stream.concat(
                        Stream.of(
                                new Route(operations.list(), http -> lists.handle(http, catalog)),
                                new Route(operations.create(), creations::handle)),
                        of(operations.one(), resource, catalog).stream())
                .toList();
    }

    /** The four routes on a single record, which may have another path beside the usual one. */
    public static <I, D, R> List<Route> of(
            SingleRecord operations, RecordResource<I, D, R> resource, Catalog<I, D, R> catalog) {
        var records = new RecordHandler<>(resource.operations().path(), resource.fields(), resource.version());
        var format = resource.format();
        var id = resource.id();
        return List.of(
                new Route(operations.read(), http -> {
                    var shown = records.shown(http);
                    records.found(http, shown, catalog.get(id.apply(http.variable())));
                }),
                new Route(operations.replace(), http -> {
                    var body = records.body(http, http.variable());
                    var changed = catalog.change(
                            id.apply(http.variable()),
                            http.precondition(),
                            current -> format.reader().apply(body.get()));
                    records.changed(http, changed);
                }),
                new Route(operations.patch(), http -> {
                    var body = records.body(http, http.variable());
                    var changed = catalog.change(
                            id.apply(http.variable()),
                            http.precondition(),
                            current -> format.reader()
                                    .apply(body.get().patching(format.current().apply(current))));
                    records.changed(http, changed);
                }),
                new Route(operations.delete(), http -> {
                    catalog.delete(id.apply(http.variable()), http.precondition());
                    records.deleted(http);
                }));
    }
}
