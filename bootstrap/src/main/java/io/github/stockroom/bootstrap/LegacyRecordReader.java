package io.github.stockroom.bootstrap;

import io.github.stockroom.application.move.Alternative;
import io.github.stockroom.application.move.Change;
import io.github.stockroom.application.move.MovedRow;
import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.FieldType;
import io.github.stockroom.domain.shared.Text;
import io.github.stockroom.domain.shared.Timestamp;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.persistence.legacy.LegacyRow;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.record.RecordResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of the rows of a replaced system, as an import that keeps ids does: columns have the names of fields.
 * If rows are mended, the rule that a value breaks tells what it becomes.
 */
final class LegacyRecordReader<D, R> {

    private static final String SLUG = "slug";

    /** The greatest length of a slug, whichever resource has one: the code of movies may be gone. */
    static final int SLUG_LENGTH = 255;

    private static final String NORMAL = "text is stored in Unicode NFC without white space at its ends";

    /** A mended value may break another rule, which is mended too: more often than a value has rules. */
    private static final int ATTEMPTS = 20;

    private final RecordResource<?, D, R> resource;

    LegacyRecordReader(RecordResource<?, D, R> resource) {
        this.resource = resource;
    }

    MovedRow<R> read(LegacyRow row) {
        String id = String.valueOf(row.raw("id"));
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        Map<String, String> reasons = new HashMap<>();
        try {
            for (Field<R, ?> field : resource.fields().all()) {
                values.put(field.name(), value(row, field));
            }
            Map<String, @Nullable String> mended = new LinkedHashMap<>(values);
            R item = row.mends() ? mended(mended, reasons) : whole(values);
            return new MovedRow<>(
                    id, item, row.mends() ? otherwise(mended, item) : null, changes(values, item, reasons), List.of());
        } catch (ValidationException e) {
            return new MovedRow<>(id, null, null, List.of(), e.violations());
        }
    }

    /** Returns a value in the form that an import reads. */
    private static @Nullable String value(LegacyRow row, Field<?, ?> field) {
        String name = field.name();
        if (row.raw(name) == null) {
            return null;
        }
        try {
            if (field.type() == FieldType.UNIQUE_ID) {
                return row.uniqueId(name).toString();
            }
            if (field.type() == FieldType.TIMESTAMP) {
                return Timestamp.format(row.time(name));
            }
            return field.type() == FieldType.TRUTH ? Boolean.toString(row.truth(name)) : row.raw(name);
        } catch (ValidationException e) {
            throw new ValidationException(
                    e.violations().stream().map(violation -> violation.at(name)).toList());
        }
    }

    private R whole(Map<String, @Nullable String> values) {
        JsonObject members = JsonObject.of(new LinkedHashMap<>(values));
        return resource.whole().apply(members, resource.format().reader().apply(members));
    }

    /** Changes values until none breaks a rule, or there is nothing more to change. */
    private R mended(Map<String, @Nullable String> values, Map<String, String> reasons) {
        for (int attempt = 1; ; attempt++) {
            try {
                return whole(values);
            } catch (ValidationException e) {
                boolean changed = false;
                for (Violation violation : e.violations()) {
                    changed |= isMended(violation, values, reasons);
                }
                if (!changed || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static boolean isMended(
            Violation violation, Map<String, @Nullable String> values, Map<String, String> reasons) {
        String field = violation.field();
        String value = values.get(field);
        if (value == null || field.equals("id")) {
            return false;
        }
        @Nullable
        String mended = switch (violation.code()) {
            case "null_character" -> value.replace("\0", "");
            case "max_length" -> Text.start(Text.normalised(value), ((Number) limit(violation, "max")).intValue());
            case "min_value" -> limit(violation, "min").toString();
            case "max_value" -> limit(violation, "max").toString();
            default -> field.equals(SLUG) ? slug(value) : value;
        };
        if (value.equals(mended)) {
            return false;
        }
        values.put(field, mended);
        reasons.merge(field, violation.message(), (one, other) -> one + " " + other);
        return true;
    }

    private static Object limit(Violation violation, String name) {
        return Objects.requireNonNull(violation.params().get(name), name);
    }

    /** Returns null if nothing is left, so that the slug is made as for a new record. */
    private static @Nullable String slug(String value) {
        String mended = value.replace("\0", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
        return mended.replace("-", "").isEmpty() ? null : Text.start(mended, SLUG_LENGTH);
    }

    /** The slug with the id, which no other has. The same in each run, as a second run has to find the record again. */
    private @Nullable Alternative<R> otherwise(Map<String, @Nullable String> values, R item) {
        Object slug = resource.fields()
                .named(SLUG)
                .<Object>map(field -> field.valueOf(item))
                .orElse(null);
        String id = values.get("id");
        if (slug == null || id == null) {
            return null;
        }
        String suffix = "-" + id.replace("-", "");
        String unique = Text.start(slug.toString(), SLUG_LENGTH - suffix.length()) + suffix;
        Map<String, @Nullable String> other = new LinkedHashMap<>(values);
        other.put(SLUG, unique);
        try {
            return new Alternative<>(whole(other), Change.of(SLUG, Alternative.REASON, slug.toString(), unique));
        } catch (ValidationException e) {
            return null; // a slug of another kind of record may have other rules
        }
    }

    private List<Change> changes(Map<String, @Nullable String> before, R item, Map<String, String> reasons) {
        List<Change> changes = new ArrayList<>();
        for (Field<R, ?> field : resource.fields().all()) {
            Object value = field.valueOf(item);
            String after = value == null ? null : field.type().format(value);
            String given = before.get(field.name());
            if (!Objects.equals(given, after)) {
                String reason = reasons.getOrDefault(field.name(), NORMAL);
                changes.add(Change.of(field.name(), reason, given, after));
            }
        }
        return changes;
    }
}
