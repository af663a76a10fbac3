package io.github.stockroom.rest.record;

import io.github.stockroom.rest.problem.Problems;
import java.util.regex.Pattern;

/** Record ids in paths. What cannot be the id of a record is the id of no record: 404, not 400. */
public final class Ids {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private Ids() {}

    /** @throws io.github.stockroom.rest.problem.ProblemException 404 unless it is a number of 1 or more, plainly written */
    public static long number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw Problems.notFound().exception();
        }
        return Long.parseLong(text);
    }
}
