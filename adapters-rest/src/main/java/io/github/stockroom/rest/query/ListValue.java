package io.github.stockroom.rest.query;

import io.github.stockroom.domain.shared.Text;
import java.util.ArrayList;
import java.util.List;

/** Reads the values of a parameter that takes a list, such as {@code id__in}, {@code sort} and {@code fields}. */
final class ListValue {

    private ListValue() {}

    /**
     * Returns the elements of all values, in order: split at commas, trimmed, without the empty ones. {@code \,} is a
     * comma that belongs to an element.
     *
     * @param values normalised
     */
    static List<String> elements(List<String> values) {
        List<String> elements = new ArrayList<>();
        for (String value : values) {
            split(value, elements);
        }
        return elements;
    }

    private static void split(String value, List<String> elements) {
        if (value.indexOf(',') < 0) {
            add(value, elements);
            return;
        }
        var element = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length() && value.charAt(i + 1) == ',') {
                element.append(',');
                i++;
            } else if (c == ',') {
                add(element.toString(), elements);
                element.setLength(0);
            } else {
                element.append(c);
            }
        }
        add(element.toString(), elements);
    }

    private static void add(String element, List<String> elements) {
        String trimmed = Text.normalised(element);
        if (!trimmed.isEmpty()) {
            elements.add(trimmed);
        }
    }
}
