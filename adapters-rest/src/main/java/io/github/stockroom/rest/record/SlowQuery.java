package io.github.stockroom.rest.record;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.query.Condition;
import io.github.stockroom.application.query.Operator;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemError;
import io.github.stockroom.rest.problem.ProblemException;
import io.github.stockroom.rest.query.ListRequestParser;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a client how to narrow a query that ran into the time-out. The status is 503 because the same query is served
 * where there are fewer records, but without {@code Retry-After}: a repeat costs as much and ends alike.
 */
final class SlowQuery {

    /** An index of trigrams does not find shorter texts. */
    private static final int INDEXED_LENGTH = 3;

    private static final Set<Operator> ANYWHERE_IN_TEXT = EnumSet.of(Operator.CONTAINS, Operator.ICONTAINS);
    private static final Logger log = LoggerFactory.getLogger(SlowQuery.class);

    private SlowQuery() {}

    /** Returns 503 {@code timeout}, whose {@code errors} name the parameters with texts that no index finds. */
    static ProblemException explained(Query<?> query, TemporarilyUnavailableException failure) {
        log.warn("A list took too long: {}", failure.getMessage());
        return Problem.of(
                        503,
                        "timeout",
                        "Timeout",
                        "This took too long. Add a filter, search for a longer text or sort by one field.")
                .withErrors(shortTexts(query))
                .exception();
    }

    private static List<ProblemError> shortTexts(Query<?> query) {
        List<ProblemError> errors = new ArrayList<>();
        if (query.search() != null && isShort(query.search())) {
            errors.add(tooShort("q"));
        }
        for (Condition<?> condition : query.conditions()) {
            if (ANYWHERE_IN_TEXT.contains(condition.operator()) && isShort((String) condition.operand())) {
                errors.add(tooShort(ListRequestParser.filterName(condition.field(), condition.operator())));
            }
        }
        return errors;
    }

    private static boolean isShort(String text) {
        return text.codePointCount(0, text.length()) < INDEXED_LENGTH;
    }

    private static ProblemError tooShort(String parameter) {
        return ProblemError.inParameter(
                parameter, Violation.of("too-short", "Search for three characters or more.", "min", INDEXED_LENGTH));
    }
}
