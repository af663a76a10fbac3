package io.github.stockroom.application.query;

import org.jspecify.annotations.Nullable;

/**
 * A part of a query's result.
 *
 * @param limit how many records at the most, 1 or more; they are held in memory together
 * @param offset how many to pass over first, 0 or more; costs as much as reading them, so prefer {@code after}
 * @param after only records behind this position; null for all
 * @param through only records up to and including this position; null for all
 * @param purpose decides how long the store may take
 */
public record Window(
        int limit,
        int offset,
        @Nullable Position after,
        @Nullable Position through,
        Purpose purpose) {

    /** The use that a caller makes of the records. */
    public enum Purpose {
        /** To show a page: they are needed at once. */
        PAGE,
        /** To send a whole list: the first of them are needed at once, and the rest will be asked for. */
        WHOLE_LIST,
        /** To write a file, or to send one: the store may take as long as for work on many records. */
        EXPORT
    }

    public Window {
        if (limit < 1 || offset < 0) {
            throw new IllegalArgumentException("limit is 1 or more and offset 0 or more");
        }
    }

    /** The first records. */
    public static Window first(int limit) {
        return new Window(limit, 0, null, null, Purpose.PAGE);
    }

    public Window withLimit(int newLimit) {
        return new Window(newLimit, offset, after, through, purpose);
    }

    public Window withOffset(int newOffset) {
        return new Window(limit, newOffset, after, through, purpose);
    }

    /** Returns a window of as many records behind a position; an offset was used up on the way there. */
    public Window after(@Nullable Position position) {
        return new Window(limit, 0, position, through, purpose);
    }

    public Window through(@Nullable Position position) {
        return new Window(limit, offset, after, position, purpose);
    }

    public Window forPurpose(Purpose newPurpose) {
        return new Window(limit, offset, after, through, newPurpose);
    }

    /** Returns true if this continues a whole list or an export, of which the caller has got the records before. */
    public boolean isContinued() {
        return purpose != Purpose.PAGE && after != null;
    }
}
