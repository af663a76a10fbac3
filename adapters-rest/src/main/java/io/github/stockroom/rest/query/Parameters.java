package io.github.stockroom.rest.query;

import io.github.stockroom.rest.query.QueryString.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What holds for the parameters of every path: known, once each, free of U+0000. */
public final class Parameters {

    private Parameters() {}

    /**
     * Refuses all parameters but those that mean nothing anywhere.
     *
     * @param lenient true: unknown ones are passed over
     * @throws io.github.stockroom.rest.problem.ProblemException 400 naming them
     */
    public static void refuseAll(QueryString query, boolean lenient) {
        var errors = new ParameterErrors();
        var format = known(query, "format"::equals, lenient, errors, () -> List.of("format"));
        format.forEach(parameter -> checkFormat(parameter.value(), errors));
        errors.throwIfAny();
    }

    /** The parameters that mean something here, each at most once; the rest is filed as an error or ignored. */
    static List<Parameter> known(
            QueryString query,
            Predicate<String> isKnown,
            boolean lenient,
            ParameterErrors errors,
            Supplier<? extends Collection<String>> allowed) {
        List<Parameter> known = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Parameter parameter : query.parameters()) {
            String name = parameter.name();
            if (!isKnown.test(name)) {
                if (!lenient && !isIgnored(name)) {
                    errors.add(
                            name,
                            "unknown-parameter",
                            "Not a parameter of this path. Allowed: " + String.join(", ", allowed.get()) + ".");
                }
            } else if (!seen.add(name)) {
                errors.add(name, "duplicate-parameter", "Give each parameter once.");
            } else if (parameter.value().indexOf('\0') >= 0) {
                errors.add(name, "null_character", "Null characters are not allowed.");
            } else {
                known.add(parameter);
            }
        }
        return known;
    }

    static void checkFormat(@Nullable String format, ParameterErrors errors) {
        if (format != null && !format.equals("json")) {
            errors.add("format", "invalid", "The format is json.");
        }
    }

    /** Cache busters and the tags that newsletters and social networks append to links. */
    private static boolean isIgnored(String name) {
        return name.equals("_") || name.startsWith("utm_") || name.equals("fbclid");
    }
}
