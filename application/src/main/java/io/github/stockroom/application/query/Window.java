package io.github.stockroom.application.query;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a query's result.
 *
 * @param limit how many records at the most, 1 or more; they are held in memory together
 * @param offset how many to pass over first, 0 or more; costs as much as reading them, so prefer {@code after}
 * @param after only what comes behind this position; null for all
 * @param through only what comes up to and with this position; null for all
 * @param patient whether the store may take as long as for work on many records; else the answer is needed at once
 */
public record Window(
        int limit,
        int offset,
        @Nullable Position after,
        @Nullable Position through,
        boolean patient) {

    public Window {
        if (limit < 1 || offset < 0) {
            throw new IllegalArgumentException("limit is 1 or more and offset 0 or more");
        }
    }

    /** The first records. */
    public static Window first(int limit) {
        return new Window(limit, 0, null, null, false);
    }

    public Window withLimit(int newLimit) {
        return new Window(newLimit, offset, after, through, patient);
    }

    public Window withOffset(int newOffset) {
        return new Window(limit, newOffset, after, through, patient);
    }

    /** As many records behind a position; an offset was used up on the way there. */
    public Window after(@Nullable Position position) {
        return new Window(limit, 0, position, through, patient);
    }

    public Window through(@Nullable Position position) {
        return new Window(limit, offset, after, position, patient);
    }

    /** The same, for somebody who can wait. */
    public Window patiently() {
        return new Window(limit, offset, after, through, true);
    }
}
