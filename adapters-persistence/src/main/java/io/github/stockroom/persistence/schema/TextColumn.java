package io.github.stockroom.persistence.schema;

import io.github.stockroom.application.query.CaseFolding;
import io.github.stockroom.domain.shared.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A column with the text of a field, and the columns that are made of it.
 *
 * @param name as in the schema
 * @param checked returns text in normal form if the field may hold it, and throws
 *     {@link io.github.stockroom.domain.shared.ValidationException} if not
 * @param copies every column to write, by name, with what it holds of the text
 */
record TextColumn(String name, UnaryOperator<String> checked, Map<String, UnaryOperator<String>> copies) {

    /**
     * A column of text that is never blank and has at most so many code points. {@code <name>_folded} is kept beside
     * it.
     */
    static TextColumn required(String name, int maxLength) {
        return new TextColumn(name, text -> Text.required(text, maxLength), copies(name));
    }

    /** A column of any text or null. {@code <name>_folded} is kept beside it. */
    static TextColumn optional(String name) {
        return new TextColumn(name, UnaryOperator.identity(), copies(name));
    }

    private static Map<String, UnaryOperator<String>> copies(String name) {
        Map<String, UnaryOperator<String>> copies = new LinkedHashMap<>();
        copies.put(name, UnaryOperator.identity());
        copies.put(name + "_folded", CaseFolding::fold);
        return copies;
    }

    /** The same column, with the start of the text in another one. */
    TextColumn sortedByStart(String column, int codePoints) {
        Map<String, UnaryOperator<String>> more = new LinkedHashMap<>(copies);
        more.put(column, text -> Text.start(text, codePoints));
        return new TextColumn(name, checked, more);
    }

    /**
     * Returns the text as it would be stored today.
     *
     * @throws io.github.stockroom.domain.shared.ValidationException if it would be refused today
     */
    String normal(String stored) {
        return checked.apply(Text.normalised(stored));
    }
}
