package io.github.stockroom.rest.product;

import io.github.stockroom.application.product.ProductCatalog;
import io.github.stockroom.application.product.ProductFields;
import io.github.stockroom.domain.product.Price;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;
import io.github.stockroom.domain.product.ProductName;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.record.Ids;
import io.github.stockroom.rest.record.RecordResource;
import io.github.stockroom.rest.rows.RecordReader;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Products as the API, imports and exports know them. */
public final class ProductResource {

    public static final RecordResource<ProductId, ProductDetails, Product> PRODUCTS = new RecordResource<>(
            "products",
            Operations.ITEMS,
            ProductFields.ALL,
            RecordReader.of(
                    ProductFields.ALL, Set.of("product", "price"), ProductResource::details, ProductResource::members),
            text -> new ProductId(Ids.number("product", text)),
            (row, details) -> new Product(new ProductId(Ids.kept(row)), 1, details),
            Product::version,
            ProductCatalog.class);

    private ProductResource() {}

    private static ProductDetails details(JsonObject body) {
        var validation = new Validation();
        var name = validation.field("product", () -> new ProductName(body.normalisedText("product")));
        var price = validation.field("price", () -> new Price(body.wholeNumber("price")));
        return validation.build(() -> new ProductDetails(name.get(), price.get()));
    }

    private static Map<String, @Nullable Object> members(ProductDetails details) {
        return Map.of(
                "product", details.name().value(), "price", details.price().value());
    }
}
