package io.github.stockroom.rest.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the parameter that a client meant who writes it as another API does, such as {@code price[gte]}. */
final class Dialects {

    /** Parameters by their other names, in lower case and of letters alone. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("ordering", "sort"),
            Map.entry("order", "sort"),
            Map.entry("orderby", "sort"),
            Map.entry("sortby", "sort"),
            Map.entry("search", "q"),
            Map.entry("query", "q"),
            Map.entry("keyword", "q"),
            Map.entry("pagesize", "limit"),
            Map.entry("perpage", "limit"),
            Map.entry("size", "limit"),
            Map.entry("take", "limit"),
            Map.entry("top", "limit"),
            Map.entry("page", "offset"),
            Map.entry("skip", "offset"),
            Map.entry("start", "offset"),
            Map.entry("after", "cursor"),
            Map.entry("pagetoken", "cursor"),
            Map.entry("startingafter", "cursor"),
            Map.entry("select", "fields"));

    /** Operators by their other names. A filter for equality is the bare name of the field. */
    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("eq", ""),
            Map.entry("exact", ""),
            Map.entry("equals", ""),
            Map.entry("neq", "ne"),
            Map.entry("like", "icontains"),
            Map.entry("ilike", "icontains"),
            Map.entry("null", "isnull"));

    private Dialects() {}

    /**
     * @param name of an unknown parameter
     * @param known whether there is a parameter of this name
     * @return the known name that comes near; empty without one
     */
    static Optional<String> meant(String name, Predicate<String> known) {
        String letters = name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
        String other = NAMES.getOrDefault(letters, letters);
        if (known.test(other)) {
            return Optional.of(other);
        }
        List<String> parts = new ArrayList<>(List.of(name.split("[\\[\\].$]+|_+(?=[a-z]+$)")));
        parts.removeIf(String::isEmpty);
        if (parts.size() > 1 && List.of("filter", "filters", "where").contains(parts.get(0))) {
            parts.remove(0);
        }
        if (parts.isEmpty() || parts.size() > 2) {
            return Optional.empty();
        }
        String operator = parts.size() == 2 ? OPERATORS.getOrDefault(parts.get(1), parts.get(1)) : "";
        String filter = operator.isEmpty() ? parts.get(0) : parts.get(0) + "__" + operator;
        return known.test(filter) ? Optional.of(filter) : Optional.empty();
    }
}
