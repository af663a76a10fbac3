package io.github.stockroom.rest.car;

import io.github.stockroom.application.car.CarCatalog;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.exchange.Idempotency;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.record.RecordRoutes;
import io.github.stockroom.rest.request.RestSettings;
import io.github.stockroom.rest.route.Route;
import io.github.stockroom.rest.route.Routes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

@Component
record CarRoutes(CarCatalog catalog, Idempotency idempotency, RestSettings settings) implements Routes {

    /** Returns true for what the replaced service called missing: absent, null, empty, and a year of 0. */
    private static final Set<String> MISSING = Set.of("required", "null", "blank", "min_value");

    @Override
    public List<Route> routes() {
        return Stream.concat(
                        RecordRoutes.of(CarResource.CARS, catalog, idempotency, settings).stream()
                                .map(route -> route.on(ValidationException.class, CarRoutes::invalid)),
                        Stream.of(new Route(Operations.CREATE_TABLE, CarRoutes::createTable)))
                .toList();
    }

    /** Adds the {@code error} member that front ends of the earlier system show. */
    private static Problem invalid(ValidationException e) {
        boolean missing = e.violations().stream().anyMatch(violation -> MISSING.contains(violation.code()));
        return Problems.validation(400, e).withMember("error", missing ? "Missing fields" : "Invalid fields");
    }

    /**
     * Deployments of the earlier system call this once after the start. The schema comes from migrations: nothing is
     * changed.
     */
    private static void createTable(Exchange http) {
        http.status(201).end("text/plain", "Tabla cars creada".getBytes(StandardCharsets.US_ASCII));
    }
}
