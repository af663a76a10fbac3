package io.github.stockroom.bootstrap;

import io.github.stockroom.application.bulk.Rejects;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.rows.Row;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are not valid: the first one stops the import, or all of them go to a file, a JSON object a line with the line where the
 * row starts, the reason, and the row itself.
 */
final class ImportRejects implements Rejects<Row>, AutoCloseable {

    private final @Nullable Path path;
    private @Nullable OutputStream file;
    private long read;
    private long count;

    /** Says which row stopped the import, and why. */
    static final class Stop extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stop(String message) {
            super(message, null, false, false);
        }
    }

    /** @param path null: the first one stops the import; else written only if there is one */
    ImportRejects(@Nullable String path) {
        this.path = path == null ? null : Path.of(path);
    }

    /** The same rows, counted as they are read. */
    Iterator<Row> counting(Iterator<Row> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Row next() {
                Row row = rows.next();
                read++;
                return row;
            }
        };
    }

    long read() {
        return read;
    }

    long count() {
        return count;
    }

    @Override
    public boolean reject(Row row, ValidationException why) {
        count++;
        String reason = why.violations().stream()
                .map(violation -> violation.field().isEmpty()
                        ? violation.message()
                        : violation.field() + ": " + violation.message())
                .collect(Collectors.joining(" "));
        if (path == null) {
            throw new Stop("line " + row.line() + ": " + reason.replaceFirst("\\.$", ""));
        }
        try {
            write(path, row, reason);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    private void write(Path target, Row row, String reason) throws IOException {
        if (file == null) {
            file = new BufferedOutputStream(PrivateFiles.newOutputStream(target));
        }
        file.write(JsonBytes.object(json -> {
            json.writeNumberProperty("line", row.line());
            json.writeStringProperty("reason", reason);
            json.writeStringProperty("row", row.text().get());
        }));
        file.write('\n');
    }
}
