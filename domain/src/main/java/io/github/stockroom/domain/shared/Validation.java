package io.github.stockroom.domain.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the violations of several fields, so that a caller hears of all of them at once.
 *
 * <pre>{@code
 * var validation = new Validation();
 * var name = validation.field("product", () -> new ProductName(rawName));
 * var price = validation.field("price", () -> new Price(rawPrice));
 * return validation.build(() -> new ProductDetails(name.get(), price.get()));
 * }</pre>
 *
 * Not thread-safe; made for one input and thrown away.
 */
public final class Validation {

    private final List<Violation> violations = new ArrayList<>();

    /**
     * Evaluates one field at once and files what it violates under the name given.
     *
     * @return the value; calling {@code get()} is legal only inside {@link #build}
     */
    public <T extends @Nullable Object> Supplier<T> field(String name, Supplier<T> value) {
        try {
            T result = value.get();
            return () -> result;
        } catch (ValidationException e) {
            e.violations().forEach(violation -> violations.add(violation.at(name)));
            return () -> {
                throw new IllegalStateException("field " + name + " is not valid");
            };
        }
    }

    /**
     * Files {@code read_only} under the name given if a value that must stay would change.
     *
     * @param stored null if it has none
     */
    public void unchanged(String name, @Nullable Object stored, @Nullable Object wanted) {
        if (!Objects.equals(stored, wanted)) {
            violations.add(
                    Violation.of("read_only", "This field cannot be changed.").at(name));
        }
    }

    /**
     * Builds the result from valid fields.
     *
     * @throws ValidationException with every violation collected so far, in the order of the fields
     */
    public <T> T build(Supplier<T> result) {
        if (!violations.isEmpty()) {
            throw new ValidationException(violations);
        }
        return result.get();
    }
}
