package io.github.stockroom.persistence.sql;

import org.jspecify.annotations.Nullable;

/**
 * The column that holds a field.
 *
 * @param nullable whether records may lack a value; decides how the SQL treats absent values, so it must agree with the
 *     schema
 * @param folded the column with the same text {@linkplain io.github.stockroom.application.query.CaseFolding folded};
 *     null for fields that are not text
 * @param sort the column to sort by; holds what {@link io.github.stockroom.application.query.Field#sortValueOf} gives
 * @param indexed whether an index has the column to sort by first and the id second, so that it serves the order in
 *     both directions; must agree with the schema
 */
public record Column(
        String name, boolean nullable, @Nullable String folded, String sort, boolean indexed) {

    /** A column that is never null and holds something else than text. */
    public static Column of(String name) {
        return new Column(name, false, null, name, false);
    }

    /** A text column that is never null, beside which {@code <name>_folded} is kept. */
    public static Column text(String name) {
        return new Column(name, false, name + "_folded", name, false);
    }

    /** A text column that is never null and holds text that is folded as it is. */
    public static Column folded(String name) {
        return new Column(name, false, name, name, false);
    }

    /** The same column, sorted by another. */
    public Column sortedBy(String column) {
        return new Column(name, nullable, folded, column, indexed);
    }

    /** The same column where records may lack a value. */
    public Column orNull() {
        return new Column(name, true, folded, sort, indexed);
    }

    /** The same column with an index for its order. */
    public Column withIndex() {
        return new Column(name, nullable, folded, sort, true);
    }

    String requiredFolded() {
        if (folded == null) {
            throw new IllegalStateException("column " + name + " holds no text");
        }
        return folded;
    }
}
