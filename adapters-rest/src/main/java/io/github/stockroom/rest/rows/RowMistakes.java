package io.github.stockroom.rest.rows;

import io.github.stockroom.domain.shared.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The mistakes in many rows by their kind: a column and what is wrong with it. Memory does not grow with the rows. Not
 * thread-safe.
 */
public final class RowMistakes {

    private static final int MAX_KINDS = 100;
    private static final int FIRST_LINES = 3;

    private record Kind(String field, String code, String message) {

        @Override
        public String toString() {
            String sentence = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
            return field.isEmpty() ? sentence : field + ": " + sentence;
        }
    }

    private static final class Found {
        private final List<Long> lines = new ArrayList<>(FIRST_LINES);
        private long rows;
    }

    private final Map<Kind, Found> kinds = new LinkedHashMap<>();
    private long others;

    /**
     * Takes note of one mistake; beyond {@value #MAX_KINDS} kinds it is counted only.
     *
     * @param line of the row; 0 where lines mean nothing
     */
    public void add(long line, Violation violation) {
        var kind = new Kind(violation.field(), violation.code(), violation.message());
        Found found = kinds.get(kind);
        if (found == null && kinds.size() == MAX_KINDS) {
            others++;
            return;
        }
        found = found == null ? new Found() : found;
        kinds.put(kind, found);
        found.rows++;
        if (line > 0 && found.lines.size() < FIRST_LINES) {
            found.lines.add(line);
        }
    }

    /** Returns one line for each kind, in the order in which they came first. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        kinds.forEach((kind, found) -> lines.add(line(kind, found)));
        if (others > 0) {
            lines.add(String.format(Locale.ROOT, "%,d mistakes of other kinds", others));
        }
        return lines;
    }

    /**
     * Returns a map for each kind: {@code field}, {@code code}, {@code message}, the number of {@code rows}, and the
     * first {@value #FIRST_LINES} {@code lines}.
     */
    public List<Map<String, Object>> members() {
        List<Map<String, Object>> members = new ArrayList<>();
        kinds.forEach((kind, found) -> {
            Map<String, Object> member = new LinkedHashMap<>();
            member.put("field", kind.field());
            member.put("code", kind.code());
            member.put("message", kind.message());
            member.put("rows", found.rows);
            member.put("lines", List.copyOf(found.lines));
            members.add(member);
        });
        return members;
    }

    private static String line(Kind kind, Found found) {
        String where = found.lines.stream().map(String::valueOf).collect(Collectors.joining(", "));
        if (found.rows == 1) {
            return where.isEmpty() ? kind.toString() : "line " + where + ": " + kind;
        }
        String first = where.isEmpty() ? "" : ", first at lines " + where;
        return String.format(Locale.ROOT, "%,d rows: %s%s", found.rows, kind, first);
    }
}
