package io.github.stockroom.rest.product;

import io.github.stockroom.application.product.ProductFields;
import io.github.stockroom.domain.product.Price;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductName;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.rows.RecordFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Product details as JSON members. */
public final class ProductBody {

    /** How many products come at a time. */
    public static final RecordFormat<ProductDetails> FORMAT =
            RecordFormat.of(ProductFields.ALL, Set.of("product", "price"), ProductBody::read);

    private ProductBody() {}

    /** @throws io.github.stockroom.domain.shared.ValidationException naming every member that is not right */
    static ProductDetails read(JsonObject body) {
        var validation = new Validation();
        var name = validation.field("product", () -> new ProductName(body.text("product")));
        var price = validation.field("price", () -> new Price(body.wholeNumber("price")));
        return validation.build(() -> new ProductDetails(name.get(), price.get()));
    }

    /** What a merge patch is applied to. */
    static Map<String, @Nullable Object> of(ProductDetails details) {
        return Map.of(
                "product", details.name().value(), "price", details.price().value());
    }
}
