package io.github.stockroom.rest.product;

import io.github.stockroom.application.product.ProductCatalog;
import io.github.stockroom.application.product.ProductFields;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;
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
@RequestMapping(ProductController.PATH)
final class ProductController {

    static final String PATH = "/api/items";

    private final ProductCatalog catalog;
    private final ListReplies<Product> lists;
    private final RecordReplies<Product> records;
    private final CreateReplies<ProductDetails, Product> creations;

    ProductController(ProductCatalog catalog, Idempotency idempotency, RestSettings settings) {
        this.catalog = catalog;
        this.lists = new ListReplies<>(PATH, "products", ProductFields.ALL, settings);
        this.records = new RecordReplies<>(PATH, ProductFields.ALL, Product::version);
        this.creations = new CreateReplies<>(records, ProductFields.ALL, ProductBody.FORMAT, idempotency);
    }

    @GetMapping
    void list(Exchange http) {
        lists.reply(http, catalog);
    }

    @PostMapping(consumes = {MediaTypes.JSON, MediaTypes.CSV, MediaTypes.NDJSON})
    void create(Exchange http) {
        creations.reply(http, object -> catalog.create(ProductBody.read(object)), catalog::createAll);
    }

    @GetMapping("/{id}")
    void read(@PathVariable String id, Exchange http) {
        var shown = records.shown(http);
        records.found(http, shown, catalog.get(id(id)));
    }

    @PutMapping(path = "/{id}", consumes = MediaTypes.JSON)
    void replace(@PathVariable String id, Exchange http) {
        var body = records.body(http, id);
        var product = catalog.change(id(id), http.precondition(), current -> ProductBody.read(body.get()));
        records.changed(http, product);
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MediaTypes.JSON, MediaTypes.MERGE_PATCH})
    void patch(@PathVariable String id, Exchange http) {
        var body = records.body(http, id);
        var product = catalog.change(
                id(id),
                http.precondition(),
                current -> ProductBody.read(body.get().patching(ProductBody.of(current))));
        records.changed(http, product);
    }

    @DeleteMapping("/{id}")
    void delete(@PathVariable String id, Exchange http) {
        http.requireNoParameters();
        catalog.delete(id(id), http.precondition());
        records.deleted(http);
    }

    private static ProductId id(String text) {
        return new ProductId(Ids.number("product", text));
    }
}
