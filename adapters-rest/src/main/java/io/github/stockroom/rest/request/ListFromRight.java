package io.github.stockroom.rest.request;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a comma-separated header field from the last to the first: each proxy appends its own, so the last
 * ones are the most trustworthy. Several lines are one list (RFC 9110, 5.3). Skips empty elements, and looks no further
 * than it is asked.
 */
final class ListFromRight implements Iterator<String> {

    private final List<String> lines;
    private int line;
    private int end;
    private @Nullable String next;

    ListFromRight(List<String> lines) {
        this.lines = lines;
        line = lines.size();
        end = -1;
    }

    @Override
    public boolean hasNext() {
        while (next == null && (end >= 0 || line > 0)) {
            if (end < 0) {
                line--;
                end = lines.get(line).length();
            }
            String text = lines.get(line);
            int comma = end == 0 ? -1 : text.lastIndexOf(',', end - 1);
            String element = text.substring(comma + 1, end).trim();
            end = comma;
            next = element.isEmpty() ? null : element;
        }
        return next != null;
    }

    @Override
    public String next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        String element = next;
        next = null;
        return element;
    }

    /**
     * The element in this place from the right, from 1; the first of the list when it is shorter; null when it is
     * empty.
     */
    static @Nullable String element(List<String> lines, int place) {
        var elements = new ListFromRight(lines);
        String element = null;
        for (int i = 0; i < place && elements.hasNext(); i++) {
            element = elements.next();
        }
        return element;
    }
}
