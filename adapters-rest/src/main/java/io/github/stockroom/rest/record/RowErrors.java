package io.github.stockroom.rest.record;

import io.github.stockroom.application.bulk.Rejects;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemError;
import io.github.stockroom.rest.problem.ProblemException;
import io.github.stockroom.rest.rows.BrokenLine;
import io.github.stockroom.rest.rows.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the mistakes in rows, and reports them when all rows were seen, or {@value #MAX_ROWS} bad ones: each costs
 * as much as a good one, and a body may have millions.
 */
final class RowErrors implements Rejects<Row> {

    static final int MAX_ROWS = 1_000;

    private final List<ProblemError> errors = new ArrayList<>();
    private long rows;

    /** @throws ProblemException 400 when there are too many */
    @Override
    public boolean reject(Row row, ValidationException why) {
        rows++;
        if (errors.size() < Problem.MAX_ERRORS) {
            why.violations().stream()
                    .map(violation -> ProblemError.inRow(row.index(), violation).atLine(row.line()))
                    .forEach(errors::add);
        }
        if (rows == MAX_ROWS) {
            throw problem("At least " + rows + " rows are not valid; the rest was not read.");
        }
        return false;
    }

    /** @throws ProblemException 400 if any was rejected */
    @Override
    public void end() {
        if (rows > 0) {
            throw problem(rows == 1 ? "1 row is not valid." : rows + " rows are not valid.");
        }
    }

    private ProblemException problem(String detail) {
        Problem problem = errors.stream().allMatch(error -> error.code().equals(BrokenLine.CODE))
                ? Problem.badRequest(
                        BrokenLine.CODE,
                        "Bad encoding",
                        detail + " " + errors.get(0).detail())
                : Problem.badRequest("validation", "Validation failed", detail);
        return problem.withErrors(errors).exception();
    }
}
