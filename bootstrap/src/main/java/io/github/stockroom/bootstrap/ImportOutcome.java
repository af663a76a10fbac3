package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.problem.ProblemJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The outcome of an import.
 *
 * @param rejects null if the file could not be read at all
 * @param rows what became of them
 * @param failure why nothing was written, empty if the rows say it; null if there was none
 * @param isKnown false if the connection broke in the commit, so that all may be written or nothing
 */
record ImportOutcome(
        ImportArguments wanted,
        @Nullable ImportRejects rejects,
        ImportRows<?, ?, ?> rows,
        @Nullable String failure,
        boolean isKnown,
        double seconds) {

    boolean isFailure() {
        return failure != null;
    }

    /**
     * Says on one stream what was wrong, kind by kind, and on the other how it went, as JSON; writes the report if it
     * is wanted.
     */
    void print(PrintStream out, PrintStream err) {
        String end = end();
        if (rejects != null) {
            for (String line : rejects.mistakes().lines()) {
                err.println("import: " + line + end);
            }
        }
        if (failure != null && !failure.isEmpty()) {
            err.println("import: " + failure + end);
        }
        if (rows.renumbered() > 0 && failure == null) {
            err.printf(
                    Locale.ROOT,
                    "import: %,d rows bring an id along; %s%n",
                    rows.renumbered(),
                    wanted.key() == null
                            ? "each record gets a new one, and movies new slugs and times. --keep-ids keeps them"
                            : "records that are new get other ones. --keep-ids keeps them");
        }
        if (wanted.report() != null) {
            write(Path.of(wanted.report()), err);
        }
        out.println(new String(JsonBytes.object(this::writeFigures), StandardCharsets.UTF_8));
    }

    private String end() {
        if (failure == null || wanted.dryRun()) {
            return "";
        }
        return isKnown
                ? "; nothing was written"
                : "; all rows may be written, or none: look before you import them again";
    }

    private void write(Path report, PrintStream err) {
        try (OutputStream file = PrivateFiles.newOutputStream(report)) {
            file.write(JsonBytes.object(json -> {
                writeFigures(json);
                if (failure != null && !failure.isEmpty()) {
                    json.writeStringProperty("failure", failure);
                }
                ProblemJson.writeValue(
                        json.writeName("mistakes"),
                        rejects == null ? List.of() : rejects.mistakes().members());
            }));
        } catch (IOException e) {
            err.println("import: the report could not be written: " + e);
        }
    }

    private void writeFigures(JsonGenerator json) {
        json.writeStringProperty("resource", wanted.resource());
        json.writeNumberProperty("read", rejects == null ? 0 : rejects.read());
        if (isKnown) {
            writeChanges(json);
        }
        if (rows.renumbered() > 0) {
            json.writeNumberProperty("renumbered", rows.renumbered());
        }
        json.writeNumberProperty("rejected", rejects == null ? 0 : rejects.count());
        json.writeNumberProperty("seconds", seconds);
    }

    private void writeChanges(JsonGenerator json) {
        boolean stored = !wanted.dryRun() && failure == null;
        json.writeNumberProperty("created", stored ? rows.created() : 0);
        if (wanted.dryRun()) {
            json.writeNumberProperty("valid", rows.created());
        }
        if (rows.updated() != null && rows.unchanged() != null) {
            json.writeNumberProperty("updated", stored ? rows.updated() : 0);
            json.writeNumberProperty("unchanged", stored ? rows.unchanged() : 0);
        }
    }
}
