package io.github.stockroom.rest.rows;

import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.json.JsonReader;
import io.github.stockroom.rest.json.RecordLimits;
import io.github.stockroom.rest.json.UnreadableException;
import io.github.stockroom.rest.json.Utf8;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

final class NdjsonRows implements Iterator<Row> {

    private final Lines lines;
    private final RecordLimits limits;
    private long index;
    private @Nullable String next;

    NdjsonRows(InputStream in, RecordLimits limits) {
        this.limits = limits;
        lines = new Lines(Utf8.reader(in));
    }

    @Override
    public boolean hasNext() {
        while (next == null || next.isBlank()) {
            next = lines.next();
            if (next == null) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Row next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        String line = next;
        boolean tooLong = lines.isCut();
        next = null;
        return new Row(index++, lines.number(), () -> object(line, tooLong), () -> line);
    }

    /** What is wrong with one line is no reason to stop: the next one starts anew. */
    private JsonObject object(String line, boolean tooLong) {
        if (tooLong) {
            throw new ValidationException(
                    Violation.of("too-long", "A line may have " + Lines.MAX_LENGTH + " characters."));
        }
        try {
            return JsonReader.object(line, limits);
        } catch (UnreadableException e) {
            throw new ValidationException(Violation.of(e.code(), e.title() + "."));
        }
    }
}
