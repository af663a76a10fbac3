package io.github.stockroom.rest.record;

import io.github.stockroom.application.bulk.Rejects;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemError;
import io.github.stockroom.rest.rows.Row;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with rows, and reports it when all of them were seen. */
final class RowErrors implements Rejects<Row> {

    private final List<ProblemError> errors = new ArrayList<>();
    private long rows;

    @Override
    public boolean reject(Row row, ValidationException why) {
        rows++;
        if (errors.size() < Problem.MAX_ERRORS) {
            why.violations().stream()
                    .map(violation -> ProblemError.inRow(row.index(), violation).atLine(row.line()))
                    .forEach(errors::add);
        }
        return false;
    }

    /** @throws io.github.stockroom.rest.problem.ProblemException 400 if any was rejected */
    @Override
    public void end() {
        if (rows > 0) {
            throw Problem.badRequest(
                            "validation",
                            "Validation failed",
                            rows == 1 ? "1 row is not valid." : rows + " rows are not valid.")
                    .withErrors(errors)
                    .exception();
        }
    }
}
