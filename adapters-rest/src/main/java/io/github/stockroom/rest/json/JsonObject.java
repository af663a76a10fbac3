package io.github.stockroom.rest.json;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.domain.shared.Day;
import io.github.stockroom.domain.shared.Decimal;
import io.github.stockroom.domain.shared.Text;
import io.github.stockroom.domain.shared.Timestamp;
import io.github.stockroom.domain.shared.Truth;
import io.github.stockroom.domain.shared.UniqueId;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.domain.shared.WholeNumber;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object, read the way the replaced systems read them: a number does for text and text for a
 * number, nothing else is converted. The {@code Violation}s thrown name no field; {@code Validation.field} does.
 */
public final class JsonObject {

    /** A number as it was written, so that none of its digits is lost. */
    record RawNumber(String text) {}

    /** An array of nothing but text. */
    record Texts(List<String> values) {

        Texts {
            values = List.copyOf(values);
        }
    }

    /** A value that no field takes: an object, or an array of anything but text. */
    enum Unusable {
        VALUE
    }

    private final Map<String, @Nullable Object> members;

    JsonObject(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /** @param members text or null, by name */
    public static JsonObject of(Map<String, @Nullable Object> members) {
        return new JsonObject(members);
    }

    public Set<String> names() {
        return members.keySet();
    }

    /**
     * Refuses members that mean nothing.
     *
     * @throws ValidationException {@code unknown}
     */
    public void requireOnly(Set<String> known) {
        List<Violation> violations = names().stream()
                .filter(name -> !known.contains(name))
                .map(name -> Violation.of("unknown", "There is no such field.").at(name))
                .toList();
        if (!violations.isEmpty()) {
            throw new ValidationException(violations);
        }
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    public boolean isAbsentOrNull(String name) {
        return members.get(name) == null;
    }

    /** Returns true if the member is a text that is empty or white space only. */
    public boolean isBlank(String name) {
        return members.get(name) instanceof String text && text.isBlank();
    }

    /**
     * This object as a merge patch (RFC 7396) of the fields given: its members win, {@code null} included.
     *
     * @param current {@code Long}, {@code BigDecimal}, {@code Boolean} or text by field
     */
    public JsonObject patching(Map<String, @Nullable Object> current) {
        Map<String, @Nullable Object> patched = new LinkedHashMap<>(current);
        patched.putAll(members);
        return new JsonObject(patched);
    }

    /** @throws ValidationException {@code required}, {@code null} or {@code invalid} */
    public String text(String name) {
        return written(name, "Not a valid string.");
    }

    /**
     * @return the texts of an array, in order
     * @throws ValidationException {@code required}, {@code null} or {@code invalid}
     */
    public List<String> texts(String name) {
        if (required(name) instanceof Texts texts) {
            return texts.values();
        }
        throw new ValidationException(Violation.of("invalid", "Must be an array of strings."));
    }

    /**
     * Reads a boolean, or text that spells one, as cells of CSV do.
     *
     * @throws ValidationException {@code required}, {@code null} or {@code invalid}
     */
    public boolean truth(String name) {
        Object value = required(name);
        return value instanceof Boolean truth ? truth : Truth.parse(value instanceof String text ? text : "");
    }

    /**
     * @return exactly the number that was written
     * @throws ValidationException {@code required}, {@code null} or {@code invalid}
     */
    public BigDecimal decimal(String name) {
        return required(name) instanceof BigDecimal number
                ? number
                : Decimal.parse(written(name, "A valid number is required."));
    }

    /** @throws ValidationException {@code required}, {@code null} or {@code invalid} */
    public LocalDate day(String name) {
        return Day.parse(written(name, "Must be a day such as 2026-01-31."));
    }

    /** @throws ValidationException {@code required}, {@code null} or {@code invalid} */
    public Instant timestamp(String name) {
        return Timestamp.parse(text(name));
    }

    /** @throws ValidationException {@code required}, {@code null} or {@code invalid} */
    public UUID uniqueId(String name) {
        return UniqueId.parse(text(name));
    }

    /**
     * Returns the text of a member as it is stored and compared, see {@link Text#normalised}.
     *
     * @throws ValidationException {@code required}, {@code null}, {@code invalid}, or as that does
     */
    public String normalisedText(String name) {
        return Text.normalised(text(name));
    }

    /**
     * @return saturated as {@link WholeNumber#parse} says
     * @throws ValidationException {@code required}, {@code null} or {@code invalid}
     */
    public long wholeNumber(String name) {
        Object value = required(name);
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof RawNumber number) {
            return WholeNumber.parse(number.text());
        }
        if (value instanceof String text) {
            return WholeNumber.parse(text);
        }
        throw new ValidationException(Violation.of("invalid", "A valid integer is required."));
    }

    /**
     * Reads the number of another record.
     *
     * @return 1 or more
     * @throws ValidationException {@code required}, {@code null}, {@code invalid}, or {@code does_not_exist} for a
     *     number that no record has
     */
    public long recordNumber(String name) {
        long number = wholeNumber(name);
        if (number < 1) {
            throw new ValidationException(Violation.NO_SUCH_RECORD);
        }
        return number;
    }

    /** Returns true if this object has no such member, or one that means the same as the text given. */
    public boolean mayBe(Field<?, ?> field, String text) {
        Object value = members.get(field.name());
        if (value == null) {
            return !has(field.name());
        }
        String given = value instanceof RawNumber number ? number.text() : value.toString();
        try {
            return field.type().parse(given).equals(field.type().parse(text));
        } catch (ValidationException e) {
            return false;
        }
    }

    private String written(String name, String otherwise) {
        Object value = required(name);
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof RawNumber number) {
            return number.text();
        }
        throw new ValidationException(Violation.of("invalid", otherwise));
    }

    private Object required(String name) {
        Object value = members.get(name);
        if (value != null) {
            return value;
        }
        throw new ValidationException(
                has(name)
                        ? Violation.of("null", "This field may not be null.")
                        : Violation.of("required", "This field is required."));
    }
}
