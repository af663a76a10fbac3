package io.github.stockroom.persistence.sql;

import io.github.stockroom.domain.shared.TextOrder;
import org.jspecify.annotations.Nullable;

/**
 * The column that holds a field.
 *
 * @param nullable whether records may lack a value; decides how the SQL treats absent values, so it must agree with the
 *     schema
 * @param folded the column with the same text {@linkplain io.github.stockroom.application.query.CaseFolding folded};
 *     null for fields that are not text
 * @param sort the column to sort by and to compare bounds with. If it is another one, it holds
 *     {@linkplain TextOrder#key(String) keys} of what
 *     {@link io.github.stockroom.application.query.Field#sortValueOf} gives
 * @param indexed whether an index has the column to sort by first and the id second, so that it serves the order in
 *     both directions, and another one the column itself and the id, for equal values; must agree with the schema
 */
public record Column(
        String name, boolean nullable, @Nullable String folded, String sort, boolean indexed) {

    /** A column that is never null and holds something else than text. */
    public static Column of(String name) {
        return new Column(name, false, null, name, false);
    }

    /** A text column that is never null, beside which {@code <name>_folded} and {@code <name>_order} are kept. */
    public static Column text(String name) {
        return new Column(name, false, name + "_folded", name + "_order", false);
    }

    /** A text column that is never null and holds text that is folded as it is, sorted by code point. */
    public static Column folded(String name) {
        return new Column(name, false, name, name, false);
    }

    /** The same column where records may lack a value. */
    public Column orNull() {
        return new Column(name, true, folded, sort, indexed);
    }

    /** The same column with an index for its order. */
    public Column withIndex() {
        return new Column(name, nullable, folded, sort, true);
    }

    /** Returns true if the column to sort by is another one. */
    boolean hasKeys() {
        return !sort.equals(name);
    }

    /** Returns what the column to sort by holds for a value. */
    Object key(Object value) {
        return hasKeys() ? TextOrder.key((String) value) : value;
    }

    String requiredFolded() {
        if (folded == null) {
            throw new IllegalStateException("column " + name + " holds no text");
        }
        return folded;
    }
}
