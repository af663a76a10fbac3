package io.github.stockroom.rest.rows;

import io.github.stockroom.rest.json.RecordLimits;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Lines that end with a line feed. {@link java.io.BufferedReader} would end them at a carriage return too, which is
 * white space to JSON, and would take in a line of any length.
 */
final class Lines {

    static final int MAX_LENGTH = RecordLimits.MAX_CHARACTERS;

    private final Reader text;
    private final char[] buffer = new char[8_192];
    private int start;
    private int end;
    private long number;
    private boolean cut;

    Lines(Reader text) {
        this.text = text;
    }

    /** The next line without its end, no more than {@value #MAX_LENGTH} characters of it; null when there is none. */
    @Nullable
    String next() {
        var line = new StringBuilder();
        cut = false;
        while (fill()) {
            int stop = start;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            int room = MAX_LENGTH - line.length();
            line.append(buffer, start, Math.min(stop - start, room));
            cut |= stop - start > room;
            boolean ended = stop < end;
            start = ended ? stop + 1 : stop;
            if (ended) {
                number++;
                return line.toString();
            }
        }
        if (line.isEmpty()) {
            return null;
        }
        number++;
        return line.toString();
    }

    /** Of the last line, from 1. */
    long number() {
        return number;
    }

    /** Returns true if the last line was longer. */
    boolean isCut() {
        return cut;
    }

    private boolean fill() {
        try {
            if (start == end) {
                start = 0;
                end = text.read(buffer);
            }
            return end > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
