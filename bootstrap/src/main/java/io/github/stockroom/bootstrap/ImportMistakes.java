package io.github.stockroom.bootstrap;

import io.github.stockroom.domain.shared.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/**
 * The mistakes of an import by their kind: a column and what is wrong with it. Memory does not grow with the rows. Not
 * thread-safe.
 */
final class ImportMistakes {

    private static final int MAX_KINDS = 100;
    private static final int FIRST_LINES = 3;

    private record Kind(String field, String message) {

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

    /** Takes note of one mistake; beyond {@value #MAX_KINDS} kinds it is counted only. */
    void add(long line, Violation violation) {
        var kind = new Kind(violation.field(), violation.message());
        Found found = kinds.get(kind);
        if (found == null && kinds.size() == MAX_KINDS) {
            others++;
            return;
        }
        found = found == null ? new Found() : found;
        kinds.put(kind, found);
        found.rows++;
        if (found.lines.size() < FIRST_LINES) {
            found.lines.add(line);
        }
    }

    /** Returns one line for each kind, in the order in which they came first. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        kinds.forEach((kind, found) -> lines.add(
                found.rows == 1
                        ? "line " + found.lines.get(0) + ": " + kind
                        : String.format(
                                Locale.ROOT, "%,d rows: %s, first at lines %s", found.rows, kind, firstLines(found))));
        if (others > 0) {
            lines.add(String.format(Locale.ROOT, "%,d mistakes of other kinds", others));
        }
        return lines;
    }

    /** Writes an array with an object for each kind: {@code field}, {@code message}, {@code rows}, {@code lines}. */
    void write(JsonGenerator json) {
        json.writeStartArray();
        kinds.forEach((kind, found) -> {
            json.writeStartObject();
            json.writeStringProperty("field", kind.field());
            json.writeStringProperty("message", kind.message());
            json.writeNumberProperty("rows", found.rows);
            json.writeName("lines");
            json.writeStartArray();
            found.lines.forEach(json::writeNumber);
            json.writeEndArray();
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    private static String firstLines(Found found) {
        return found.lines.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
