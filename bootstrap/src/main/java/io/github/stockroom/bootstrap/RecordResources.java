package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.car.CarResource;
import io.github.stockroom.rest.movie.MovieResource;
import io.github.stockroom.rest.product.ProductResource;
import io.github.stockroom.rest.record.RecordResource;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The one list of the kinds of records and of their wiring. The service, imports, exports and their usage texts read
 * it.
 */
@Configuration(proxyBeanMethods = false)
@Import({ProductConfiguration.class, CarConfiguration.class, MovieConfiguration.class})
class RecordResources {

    static final List<RecordResource<?, ?, ?>> ALL =
            List.of(ProductResource.PRODUCTS, CarResource.CARS, MovieResource.MOVIES);

    /** The names as a usage text has them. */
    static final String NAMES = ALL.stream().map(RecordResource::name).collect(Collectors.joining("|"));

    /** @throws IllegalArgumentException if no resource has this name */
    static RecordResource<?, ?, ?> named(String name) {
        return ALL.stream()
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there are no " + name));
    }
}
