package io.github.stockroom.rest.record;

import io.github.stockroom.application.bulk.Rejects;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemError;
import io.github.stockroom.rest.problem.ProblemException;
import io.github.stockroom.rest.rows.BrokenLine;
import io.github.stockroom.rest.rows.Row;
import io.github.stockroom.rest.rows.RowMistakes;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the mistakes in rows, the first ones singly and all of them by kind, and reports them when all rows were
 * seen, or so many bad ones: each costs as much as a good one, and a body may have millions.
 */
final class RowErrors implements Rejects<Row> {

    static final int MAX_ROWS = 1_000;
    static final int MAX_ROWS_OF_DRY_RUN = 100_000;

    private final int maxRows;
    private final boolean namesRows;
    private final List<ProblemError> errors = new ArrayList<>();
    private final RowMistakes mistakes = new RowMistakes();
    /** Pairs of the first and the last bad row in succession. */
    private final List<long[]> ranges = new ArrayList<>();

    private long rows;

    private RowErrors(int maxRows, boolean namesRows) {
        this.maxRows = maxRows;
        this.namesRows = namesRows;
    }

    /** Of rows that are stored if all are valid. */
    static RowErrors ofWrite() {
        return new RowErrors(MAX_ROWS, false);
    }

    /** Of rows that are only looked at. The problem names every bad row too. */
    static RowErrors ofDryRun() {
        return new RowErrors(MAX_ROWS_OF_DRY_RUN, true);
    }

    /** @throws ProblemException 400 when there are too many */
    @Override
    public boolean reject(Row row, ValidationException why) {
        rows++;
        if (errors.size() < Problem.MAX_ERRORS) {
            why.violations().stream()
                    .map(violation -> ProblemError.inRow(row.index(), violation).atLine(row.line()))
                    .forEach(errors::add);
        }
        why.violations().forEach(violation -> mistakes.add(row.line(), violation));
        if (namesRows) {
            addToRanges(row.index());
        }
        if (rows == maxRows) {
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

    private void addToRanges(long index) {
        long[] last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
        if (last != null && last[1] == index - 1) {
            last[1] = index;
        } else {
            ranges.add(new long[] {index, index});
        }
    }

    private ProblemException problem(String detail) {
        Problem problem = errors.stream().allMatch(error -> error.code().equals(BrokenLine.CODE))
                ? Problem.badRequest(
                        BrokenLine.CODE,
                        "Bad encoding",
                        detail + " " + errors.get(0).detail())
                : Problem.badRequest("validation", "Validation failed", detail);
        Problem grouped = problem.withErrors(errors).withMember("mistakes", mistakes.members());
        return (namesRows ? grouped.withMember("rejected", rejected()) : grouped).exception();
    }

    private List<List<Long>> rejected() {
        return ranges.stream().map(range -> List.of(range[0], range[1])).toList();
    }
}
