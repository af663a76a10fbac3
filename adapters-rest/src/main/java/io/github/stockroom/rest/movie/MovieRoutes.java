package io.github.stockroom.rest.movie;

import io.github.stockroom.application.movie.MovieCatalog;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.exchange.Idempotency;
import io.github.stockroom.rest.record.RecordRoutes;
import io.github.stockroom.rest.request.RestSettings;
import io.github.stockroom.rest.route.Route;
import io.github.stockroom.rest.route.Routes;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

@Component
record MovieRoutes(MovieCatalog catalog, Idempotency idempotency, RestSettings settings) implements Routes {

    @Override
    public List<Route> routes() {
        return Stream.of(
                        RecordRoutes.of(MovieResource.MOVIES, catalog, idempotency, settings),
                        RecordRoutes.of(Operations.GLUED_MOVIE, MovieResource.MOVIES, catalog))
                .flatMap(List::stream)
                .toList();
    }
}
