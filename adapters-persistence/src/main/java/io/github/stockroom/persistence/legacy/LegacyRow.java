package io.github.stockroom.persistence.legacy;

import io.github.stockroom.application.move.Alternative;
import io.github.stockroom.application.move.Change;
import io.github.stockroom.application.move.MovedRow;
import io.github.stockroom.domain.shared.KeptId;
import io.github.stockroom.domain.shared.Text;
import io.github.stockroom.domain.shared.Timestamp;
import io.github.stockroom.domain.shared.UniqueId;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.domain.shared.WholeNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of a replaced system, read column by column. Takes note of the values that are stored in another form. Not
 * thread-safe.
 */
public final class LegacyRow {

    private static final Pattern DASHES =
            Pattern.compile("(\\p{XDigit}{8})(\\p{XDigit}{4})(\\p{XDigit}{4})(\\p{XDigit}{4})(\\p{XDigit}{12})");

    private final ResultSet row;
    private final boolean isSqlite;
    private final boolean mends;
    private final Validation validation = new Validation();
    private final List<Change> changes = new ArrayList<>();

    /** @param mends whether values that break a rule are changed where one can say to what */
    LegacyRow(ResultSet row, boolean isSqlite, boolean mends) {
        this.row = row;
        this.isSqlite = isSqlite;
        this.mends = mends;
    }

    /** Returns true if values that break a rule are changed where one can say to what. */
    public boolean mends() {
        return mends;
    }

    <T extends @Nullable Object> Supplier<T> field(String name, Supplier<T> value) {
        return validation.field(name, value);
    }

    void changed(String field, String reason, @Nullable String before, @Nullable String after) {
        changes.add(Change.of(field, reason, before, after));
    }

    /**
     * Returns what the row becomes.
     *
     * @param item may call {@code get} of the fields
     * @param otherwise likewise; null if there is no other way
     */
    <R> MovedRow<R> moved(Supplier<R> item, @Nullable Function<R, @Nullable Alternative<R>> otherwise) {
        String id = String.valueOf(raw("id"));
        try {
            R built = validation.build(item);
            Alternative<R> other = otherwise == null || !mends ? null : otherwise.apply(built);
            return new MovedRow<>(id, built, other, changes, List.of());
        } catch (ValidationException e) {
            return new MovedRow<>(id, null, null, changes, e.violations());
        }
    }

    /** Returns the value as the driver writes it; null if the row has none. */
    public @Nullable String raw(String column) {
        try {
            return row.getString(column);
        } catch (SQLException e) {
            throw LegacyDatabase.unreadable(e);
        }
    }

    /**
     * Reads text in the form in which it is stored.
     *
     * @param maxLength in code points; a longer text is cut if this row is mended
     */
    String text(String column, int maxLength) {
        String before = required(column);
        String text = before;
        List<String> reasons = new ArrayList<>();
        if (mends && text.indexOf('\0') >= 0) {
            text = text.replace("\0", "");
            reasons.add("null characters cannot be stored");
        }
        String normal = Text.normalised(text);
        if (!normal.equals(text)) {
            reasons.add("text is stored in Unicode NFC without white space at its ends");
        }
        if (mends && normal.codePointCount(0, normal.length()) > maxLength) {
            normal = Text.normalised(Text.start(normal, maxLength));
            reasons.add("longer than " + maxLength + " characters");
        }
        if (!normal.equals(before)) {
            changed(column, String.join("; ", reasons), before, normal);
        }
        return normal;
    }

    long id() {
        return KeptId.checked(WholeNumber.parse(required("id")));
    }

    /** Reads a UUID, with its hyphens or, as Django stores it where the database has no such type, without. */
    public UUID uniqueId(String column) {
        return UniqueId.parse(DASHES.matcher(required(column)).replaceFirst("$1-$2-$3-$4-$5"));
    }

    public boolean truth(String column) {
        try {
            return row.getBoolean(column);
        } catch (SQLException e) {
            throw LegacyDatabase.unreadable(e);
        }
    }

    /** Reads a point in time; one without an offset is in UTC, as Django and SQLAlchemy store it. */
    public Instant time(String column) {
        String text = required(column);
        try {
            if (isSqlite) {
                return Timestamp.parse(text.matches(".*([zZ]|[+-]\\d\\d:?\\d\\d)") ? text : text + "Z");
            }
            boolean hasZone = row.getMetaData()
                    .getColumnTypeName(row.findColumn(column))
                    .matches("(?i)timestamptz|timestamp with time zone");
            return Timestamp.stored(
                    hasZone
                            ? row.getObject(column, OffsetDateTime.class).toInstant()
                            : row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC));
        } catch (SQLException e) {
            throw LegacyDatabase.unreadable(e);
        }
    }

    private String required(String column) {
        String value = raw(column);
        if (value == null) {
            throw new ValidationException(Violation.of("null", "This field may not be null."));
        }
        return value;
    }
}
