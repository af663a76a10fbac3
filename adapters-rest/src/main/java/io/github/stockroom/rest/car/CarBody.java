package io.github.stockroom.rest.car;

import io.github.stockroom.application.car.CarFields;
import io.github.stockroom.domain.car.Brand;
import io.github.stockroom.domain.car.CarDetails;
import io.github.stockroom.domain.car.ModelName;
import io.github.stockroom.domain.car.ModelYear;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.rows.RecordFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Car details as JSON members. */
public final class CarBody {

    /** What the earlier system called missing: absent, null, empty, and a year of 0. */
    private static final Set<String> MISSING = Set.of("required", "null", "blank", "min_value");

    /** How many cars come at a time. */
    public static final RecordFormat<CarDetails> FORMAT =
            RecordFormat.of(CarFields.ALL, Set.of("brand", "model", "year"), CarBody::details);

    private CarBody() {}

    /**
     * @throws io.github.stockroom.rest.problem.ProblemException 400 naming every member that is not right, with the {@code
     *     error} member that front ends of the earlier system show
     */
    static CarDetails read(JsonObject body) {
        try {
            return details(body);
        } catch (ValidationException e) {
            boolean missing = e.violations().stream().anyMatch(violation -> MISSING.contains(violation.code()));
            throw Problems.validation(400, e)
                    .withMember("error", missing ? "Missing fields" : "Invalid fields")
                    .exception();
        }
    }

    private static CarDetails details(JsonObject body) {
        var validation = new Validation();
        var brand = validation.field("brand", () -> new Brand(body.text("brand")));
        var model = validation.field("model", () -> new ModelName(body.text("model")));
        var year = validation.field("year", () -> new ModelYear(body.wholeNumber("year")));
        return validation.build(() -> new CarDetails(brand.get(), model.get(), year.get()));
    }

    /** What a merge patch is applied to. */
    static Map<String, @Nullable Object> of(CarDetails details) {
        return Map.of(
                "brand", details.brand().value(),
                "model", details.model().value(),
                "year", details.year().value());
    }
}
