package io.github.stockroom.rest.rows;

import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.json.JsonReader;
import io.github.stockroom.rest.json.RecordLimits;
import io.github.stockroom.rest.json.UnreadableException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

final class NdjsonRows implements Rows {

    private final Lines lines;
    private final RecordLimits limits;
    private long index;
    private @Nullable String next;

    NdjsonRows(InputStream in, RecordLimits limits) {
        this.limits = limits;
        lines = new Lines(new SourceText(in, StandardCharsets.UTF_8));
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

    @Override
    public byte[] head() {
        return new byte[0];
    }

    @Override
    public byte[] bytes(Row row) {
        return SourceText.bytes(row.text().get() + "\n", StandardCharsets.UTF_8);
    }

    /** Reads one line. An error in it does not end the input, because the next line starts anew. */
    private JsonObject object(String line, boolean tooLong) {
        if (tooLong) {
            throw new ValidationException(
                    Violation.of("too-long", "A line may have " + Lines.MAX_LENGTH + " characters."));
        }
        BrokenLine.refuse(line, StandardCharsets.UTF_8);
        try {
            return JsonReader.object(line, limits);
        } catch (UnreadableException e) {
            throw new ValidationException(Violation.of(e.code(), e.title() + "."));
        }
    }
}
