package io.github.stockroom.rest.product;

import io.github.stockroom.application.product.ProductCatalog;
import io.github.stockroom.rest.exchange.Idempotency;
import io.github.stockroom.rest.record.RecordRoutes;
import io.github.stockroom.rest.request.RestSettings;
import io.github.stockroom.rest.route.Route;
import io.github.stockroom.rest.route.Routes;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
record ProductRoutes(ProductCatalog catalog, Idempotency idempotency, RestSettings settings) implements Routes {

    @Override
    public List<Route> routes() {
        return RecordRoutes.of(ProductResource.PRODUCTS, catalog, idempotency, settings);
    }
}
