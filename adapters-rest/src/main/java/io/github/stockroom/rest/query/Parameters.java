package io.github.stockroom.rest.query;

import io.github.stockroom.domain.shared.Text;
import io.github.stockroom.rest.query.QueryString.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one request that mean something on its path. What holds on every path: a parameter is known and
 * brings one value, or is a list and brings any number. Values are normalised as stored text is; a blank one is as good
 * as absent.
 */
public final class Parameters {

    /** The number of values that a parameter takes. */
    enum Kind {
        ONE_VALUE,
        /** May be repeated, and its name may end with brackets, as {@code id__in[]} or {@code id__in[0]}. */
        LIST
    }

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private Parameters() {}

    /**
     * Refuses all parameters but those that mean nothing anywhere.
     *
     * @param lenient true: unknown ones are passed over
     * @throws io.github.stockroom.rest.problem.ProblemException 400 naming them
     */
    public static void refuseAll(QueryString query, boolean lenient) {
        if (query.parameters().isEmpty()) {
            return;
        }
        var errors = new ParameterErrors();
        Set<String> known = Set.of("format");
        var given = known(query, name -> known.contains(name) ? Kind.ONE_VALUE : null, lenient, errors, () -> known);
        checkFormat(given.value("format"), errors);
        errors.throwIfAny();
    }

    /**
     * Collects the parameters that mean something here; the rest is filed as an error or ignored.
     *
     * @param kinds null for a parameter that is not known
     * @param allowed the names of all known ones, for the message
     */
    static Parameters known(
            QueryString query,
            Function<String, @Nullable Kind> kinds,
            boolean lenient,
            ParameterErrors errors,
            Supplier<? extends Collection<String>> allowed) {
        var known = new Parameters();
        for (Parameter parameter : query.parameters()) {
            String name = parameter.name();
            Kind kind = kinds.apply(name);
            if (kind == null) {
                name = withoutBrackets(name);
                kind = kinds.apply(name) == Kind.LIST ? Kind.LIST : null;
            }
            if (kind == null) {
                if (!lenient
                        && !isIgnored(parameter.name())
                        && !parameter.value().isBlank()) {
                    errors.add(parameter.name(), "unknown-parameter", unknown(name, kinds, allowed));
                }
            } else {
                String value = errors.of(name, () -> Text.normalised(parameter.value()));
                if (value != null && !known.add(name, value, kind)) {
                    errors.add(name, "duplicate-parameter", duplicate(name, kinds));
                }
            }
        }
        return known;
    }

    /** The names of the parameters, in the order in which they came first. */
    Set<String> names() {
        return values.keySet();
    }

    /** Returns the value of a parameter that takes one: normalised, and not blank; null if it is absent. */
    @Nullable
    String value(String name) {
        List<String> given = values.get(name);
        return given == null ? null : given.get(0);
    }

    /** Returns the values of a parameter as they came, each possibly a list itself; empty if it is absent. */
    List<String> values(String name) {
        return values.getOrDefault(name, List.of());
    }

    static void checkFormat(@Nullable String format, ParameterErrors errors) {
        if (format != null && !format.equals("json")) {
            errors.add("format", "invalid", "The format is json.");
        }
    }

    private boolean add(String name, String value, Kind kind) {
        if (value.isEmpty()) {
            return true;
        }
        List<String> given = values.computeIfAbsent(name, any -> new ArrayList<>(1));
        if (kind == Kind.ONE_VALUE && !given.isEmpty()) {
            return false;
        }
        given.add(value);
        return true;
    }

    /**
     * Cuts {@code []} or a number in brackets off the end, as axios, jQuery and PHP append them to repeated parameters.
     */
    private static String withoutBrackets(String name) {
        if (!name.endsWith("]")) {
            return name;
        }
        int open = name.lastIndexOf('[');
        for (int i = open + 1; i < name.length() - 1; i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return name;
            }
        }
        return open <= 0 ? name : name.substring(0, open);
    }

    private static String unknown(
            String name, Function<String, @Nullable Kind> kinds, Supplier<? extends Collection<String>> allowed) {
        return kinds.apply(name) == null
                ? "Not a parameter of this path" + meant(name, kinds) + ". Allowed: " + String.join(", ", allowed.get())
                        + "."
                : "This parameter takes one value, without brackets." + severalValues(name, kinds);
    }

    private static String meant(String name, Function<String, @Nullable Kind> kinds) {
        return Dialects.meant(name, other -> kinds.apply(other) != null)
                .map(other -> "; use " + other)
                .orElse("");
    }

    private static String duplicate(String name, Function<String, @Nullable Kind> kinds) {
        return "Give this parameter once." + severalValues(name, kinds);
    }

    private static String severalValues(String name, Function<String, @Nullable Kind> kinds) {
        String list = name + ListRequestParser.IN;
        return kinds.apply(list) == Kind.LIST ? " For one of several values, use " + list + "." : "";
    }

    /** Cache busters and the tags that newsletters and social networks append to links. */
    private static boolean isIgnored(String name) {
        return name.equals("_") || name.startsWith("utm_") || name.equals("fbclid");
    }
}
