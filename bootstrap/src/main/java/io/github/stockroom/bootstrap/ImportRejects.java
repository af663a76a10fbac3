package io.github.stockroom.bootstrap;

import io.github.stockroom.application.bulk.Rejects;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.rows.Row;
import io.github.stockroom.rest.rows.RowMistakes;
import io.github.stockroom.rest.rows.Rows;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Does with bad rows what the caller wants. Either nothing is written if there is one, or each goes to two files: a
 * JSON object a line with the line where the row starts, the reason and the row; and the row itself as it was read, to
 * be mended and imported again.
 */
final class ImportRejects implements Rejects<Row>, AutoCloseable {

    private final Rows rows;
    private final @Nullable Path reasons;
    private final @Nullable Path copies;
    private final boolean dryRun;
    private final RowMistakes mistakes = new RowMistakes();
    private @Nullable OutputStream reasonsFile;
    private @Nullable OutputStream copiesFile;
    private long read;
    private long count;

    /** Says that rows were bad, so that nothing is written. */
    static final class Stop extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stop() {
            super("rows are not valid", null, false, false);
        }
    }

    /**
     * @param rows of the input
     * @param dryRun whether nothing is written anyway, so that bad rows end nothing
     * @param path null: nothing is written if there is a bad row; otherwise the name of the first file, written only if
     *     there is one
     * @param ending of the second file, whose name begins like that of the first
     */
    ImportRejects(Rows rows, boolean dryRun, @Nullable String path, String ending) {
        this.rows = rows;
        this.dryRun = dryRun;
        this.reasons = path == null ? null : Path.of(path);
        this.copies = path == null ? null : Path.of(path + "." + ending);
    }

    /** The same rows, counted as they are read. */
    Iterator<Row> counting(Iterator<Row> source) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return source.hasNext();
            }

            @Override
            public Row next() {
                Row row = source.next();
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

    RowMistakes mistakes() {
        return mistakes;
    }

    @Override
    public boolean reject(Row row, ValidationException why) {
        count++;
        why.violations().forEach(violation -> mistakes.add(row.line(), violation));
        if (reasons == null || copies == null) {
            return dryRun;
        }
        try {
            write(reasons, copies, row, why);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    @Override
    public void end() {
        if (reasons == null && count > 0 && !dryRun) {
            throw new Stop();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (reasonsFile != null) {
                reasonsFile.close();
            }
        } finally {
            if (copiesFile != null) {
                copiesFile.close();
            }
        }
    }

    private void write(Path reasonsPath, Path copiesPath, Row row, ValidationException why) throws IOException {
        OutputStream lines = reasonsFile == null ? open(reasonsPath) : reasonsFile;
        reasonsFile = lines;
        String reason = why.violations().stream()
                .map(violation -> violation.field().isEmpty()
                        ? violation.message()
                        : violation.field() + ": " + violation.message())
                .collect(Collectors.joining(" "));
        lines.write(JsonBytes.object(json -> {
            json.writeNumberProperty("line", row.line());
            json.writeStringProperty("reason", reason);
            json.writeStringProperty("row", withoutBrokenBytes(row.text().get().stripTrailing()));
        }));
        lines.write('\n');
        if (copiesFile == null) {
            copiesFile = open(copiesPath);
            copiesFile.write(rows.head());
        }
        copiesFile.write(rows.bytes(row));
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(PrivateFiles.newOutputStream(file));
    }

    /** JSON cannot hold the surrogates that stand for bytes of no character. */
    private static String withoutBrokenBytes(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
