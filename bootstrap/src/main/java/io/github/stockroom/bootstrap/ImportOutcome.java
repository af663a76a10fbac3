package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.json.JsonBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The outcome of an import.
 *
 * @param rejects null if the file could not be read at all
 * @param created of a dry run, how many records would have been created
 * @param failure why nothing was written, empty if the rows say it; null if there was none
 */
record ImportOutcome(
        ImportArguments wanted,
        @Nullable ImportRejects rejects,
        long created,
        @Nullable String failure,
        double seconds) {

    boolean isFailure() {
        return failure != null;
    }

    /**
     * Says on one stream what was wrong, kind by kind, and on the other how it went, as JSON; writes the report if it
     * is wanted.
     */
    void print(PrintStream out, PrintStream err) {
        String end = failure == null || wanted.dryRun() ? "" : "; nothing was written";
        if (rejects != null) {
            for (String line : rejects.mistakes().lines()) {
                err.println("import: " + line + end);
            }
        }
        if (failure != null && !failure.isEmpty()) {
            err.println("import: " + failure + end);
        }
        if (wanted.report() != null) {
            write(Path.of(wanted.report()), err);
        }
        out.println(new String(JsonBytes.object(this::writeFigures), StandardCharsets.UTF_8));
    }

    private void write(Path report, PrintStream err) {
        try (OutputStream file = PrivateFiles.newOutputStream(report)) {
            file.write(JsonBytes.object(json -> {
                writeFigures(json);
                if (failure != null && !failure.isEmpty()) {
                    json.writeStringProperty("failure", failure);
                }
                json.writeName("mistakes");
                (rejects == null ? new ImportMistakes() : rejects.mistakes()).write(json);
            }));
        } catch (IOException e) {
            err.println("import: the report could not be written: " + e);
        }
    }

    private void writeFigures(JsonGenerator json) {
        json.writeStringProperty("resource", wanted.resource());
        json.writeNumberProperty("read", rejects == null ? 0 : rejects.read());
        json.writeNumberProperty("created", wanted.dryRun() ? 0 : created);
        if (wanted.dryRun()) {
            json.writeNumberProperty("valid", created);
        }
        json.writeNumberProperty("rejected", rejects == null ? 0 : rejects.count());
        json.writeNumberProperty("seconds", seconds);
    }
}
