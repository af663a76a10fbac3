package io.github.stockroom.rest.query;

import java.util.Set;

/** Reads {@code dry_run=true}: the service checks the body as it would for a write, and stores nothing. */
public final class DryRunParameter {

    private static final String NAME = "dry_run";
    private static final Set<String> KNOWN = Set.of(NAME, "format");

    private DryRunParameter() {}

    /**
     * Reads the query string of a request that knows no other parameter.
     *
     * @throws io.github.stockroom.rest.problem.ProblemException 400 naming every parameter that is not right
     */
    public static boolean parse(QueryString query, boolean lenient) {
        if (query.parameters().isEmpty()) {
            return false;
        }
        var errors = new ParameterErrors();
        var given = Parameters.known(
                query,
                name -> KNOWN.contains(name) ? Parameters.Kind.ONE_VALUE : null,
                lenient,
                errors,
                () -> KNOWN.stream().sorted().toList());
        Parameters.checkFormat(given.value("format"), errors);
        boolean dry = Truth.of(given, NAME, errors);
        errors.throwIfAny();
        return dry;
    }
}
