package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.car.CarResource;
import io.github.stockroom.rest.movie.MovieResource;
import io.github.stockroom.rest.product.ProductResource;
import io.github.stockroom.rest.record.RecordResource;
import java.util.List;
import java.util.stream.Collectors;

/** The one list of the kinds of records, which imports, exports and their usage texts read. */
final class RecordResources {

    static final List<RecordResource<?, ?, ?>> ALL =
            List.of(ProductResource.PRODUCTS, CarResource.CARS, MovieResource.MOVIES);

    /** The names as a usage text has them. */
    static final String NAMES = ALL.stream().map(RecordResource::name).collect(Collectors.joining("|"));

    private RecordResources() {}

    /** @throws IllegalArgumentException if no resource has this name */
    static RecordResource<?, ?, ?> named(String name) {
        return ALL.stream()
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there are no " + name));
    }
}
