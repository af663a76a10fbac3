package io.github.stockroom.rest.rows;

import io.github.stockroom.rest.json.RecordBudget;
import io.github.stockroom.rest.json.RecordLimits;
import io.github.stockroom.rest.json.UnreadableException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads RFC 4180, one record at a time, and keeps the text that each record was read from. A line ends with LF, CRLF or
 * CR. Work and memory grow with the length of a record. Not thread-safe.
 */
final class CsvScanner {

    /**
     * A record.
     *
     * @param line where it starts, from 1
     * @param cells null where nothing stands between two separators; empty for a pair of quotes
     * @param source what it was read from, the end of the line included
     */
    record Cells(long line, List<@Nullable String> cells, String source) {}

    private static final int END = -1;

    private final Reader text;
    private final RecordBudget budget;
    private final char[] buffer = new char[8_192];
    private int next;
    private int end;
    private long line = 1;
    private StringBuilder source = new StringBuilder();

    /** @param budget counts the characters of the text and gets to know its members */
    CsvScanner(Reader text, RecordBudget budget) {
        this.text = budget.counting(text);
        this.budget = budget;
    }

    /** Returns the number of the line that comes next, from 1. */
    long line() {
        return line;
    }

    /**
     * Reads the next line without looking for a separator. Line breaks within quotes are a part of it.
     *
     * @param separators count as members, so that a line of nothing else ends soon
     * @return the line with its end; empty at the end of the text
     */
    String nextLine(String separators) {
        source = new StringBuilder();
        boolean quoted = false;
        for (int c = peek(); c != END; c = peek()) {
            if (!quoted && (c == '\n' || c == '\r')) {
                skipLineEnd();
                break;
            }
            quoted ^= c == '"';
            if (separators.indexOf(c) >= 0) {
                budget.addMember();
            }
            take();
        }
        return source.toString();
    }

    /**
     * Reads the next record; blank lines are skipped.
     *
     * @return null at the end of the text
     * @throws UnreadableException {@code malformed-csv}, or what the budget throws
     */
    @Nullable
    Cells record(char separator) {
        skipBlankLines();
        if (peek() == END) {
            return null;
        }
        source = new StringBuilder();
        long start = line;
        List<@Nullable String> cells = new ArrayList<>();
        do {
            budget.addMember();
            cells.add(peek() == '"' ? quotedCell(separator) : plainCell(separator));
        } while (skip(separator));
        skipLineEnd();
        return new Cells(start, cells, source.toString());
    }

    private @Nullable String plainCell(char separator) {
        int start = source.length();
        for (int c = peek(); c != separator && c != '\n' && c != '\r' && c != END; c = peek()) {
            take();
        }
        return source.length() == start ? null : source.substring(start);
    }

    private String quotedCell(char separator) {
        long opened = line;
        take();
        int start = source.length();
        StringBuilder unquoted = null;
        while (true) {
            int c = peek();
            if (c == END) {
                throw malformed("the quotes that line " + opened + " opens are not closed");
            }
            if (c == '\n' || c == '\r') {
                skipLineEnd();
                continue;
            }
            take();
            if (c != '"') {
                continue;
            }
            int stop = source.length() - 1;
            if (peek() != '"') {
                requireEndOfCell(separator);
                String last = source.substring(start, stop);
                return unquoted == null ? last : unquoted.append(last).toString();
            }
            unquoted = unquoted == null ? new StringBuilder() : unquoted;
            unquoted.append(source, start, stop);
            start = stop + 1;
            take();
        }
    }

    private void requireEndOfCell(char separator) {
        int c = peek();
        if (c != separator && c != '\n' && c != '\r' && c != END) {
            throw malformed("line " + line + " has text behind a closing quote");
        }
    }

    private boolean skip(char wanted) {
        boolean there = peek() == wanted;
        if (there) {
            take();
        }
        return there;
    }

    /** Takes one line end, if one comes next. */
    private void skipLineEnd() {
        boolean cr = skip('\r');
        boolean lf = skip('\n');
        line += cr || lf ? 1 : 0;
    }

    private void skipBlankLines() {
        for (int c = peek(); c == '\n' || c == '\r'; c = peek()) {
            source.setLength(0);
            skipLineEnd();
        }
    }

    private int peek() {
        if (next == end) {
            fill();
        }
        return next == end ? END : buffer[next];
    }

    private void take() {
        if (source.length() == RecordLimits.MAX_TEXT) {
            throw malformed("line " + line + " is too long");
        }
        source.append(buffer[next++]);
    }

    private void fill() {
        try {
            next = 0;
            end = Math.max(0, text.read(buffer, 0, buffer.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UnreadableException malformed(String detail) {
        return new UnreadableException("malformed-csv", "Malformed CSV", "The text is not CSV: " + detail + ".");
    }
}
