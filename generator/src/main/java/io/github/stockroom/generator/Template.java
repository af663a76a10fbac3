package io.github.stockroom.generator;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Text with places for values, which are written as {@code {{name}}}. */
final class Template {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private final String text;
    private final Map<String, String> values;

    private Template(String text, Map<String, String> values) {
        this.text = text;
        this.values = values;
    }

    static Template of(String text, Definition definition) {
        return new Template(text, definition.values());
    }

    Template with(String name, String value) {
        Map<String, String> more = new HashMap<>(values);
        more.put(name, value);
        return new Template(text, more);
    }

    /** @throws IllegalStateException if a place has no value */
    String fill() {
        return PLACE.matcher(text).replaceAll(place -> java.util.regex.Matcher.quoteReplacement(value(place)));
    }

    private String value(MatchResult place) {
        String value = values.get(place.group(1));
        if (value == null) {
            throw new IllegalStateException("no value for " + place.group());
        }
        return value;
    }
}
