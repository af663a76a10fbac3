package io.github.stockroom.bootstrap;

import io.github.stockroom.application.move.Change;
import io.github.stockroom.application.move.MoveReport;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.rest.json.JsonBytes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Counts what did not come over as it was, kind by kind, and writes each row of it to a file that only its owner reads:
 * a JSON object a line. Not thread-safe.
 */
final class MoveReportFile implements AutoCloseable {

    private static final int MAX_KINDS = 100;
    private static final int FIRST_IDS = 3;
    private static final String OTHERS = "of other kinds";

    private final @Nullable OutputStream file;
    private final Map<String, List<String>> firstIds = new LinkedHashMap<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();

    /** @param path null: nothing is written */
    MoveReportFile(@Nullable Path path) throws IOException {
        this.file = path == null ? null : new BufferedOutputStream(PrivateFiles.newOutputStream(path));
    }

    /** Returns the report of one table. */
    MoveReport of(String kind) {
        return new MoveReport() {
            @Override
            public void changed(String id, List<Change> changes) {
                for (Change change : changes) {
                    count(kind + " changed: " + name(change.field()) + change.reason(), id);
                    write(kind, id, "changed", json -> {
                        json.writeStringProperty("field", change.field());
                        json.writeStringProperty("reason", change.reason());
                        json.writeStringProperty("before", change.before());
                        json.writeStringProperty("after", change.after());
                    });
                }
            }

            @Override
            public void rejected(String id, List<Violation> why) {
                for (Violation violation : why) {
                    count(kind + " rejected: " + name(violation.field()) + violation.message(), id);
                    write(kind, id, "rejected", json -> {
                        json.writeStringProperty("field", violation.field());
                        json.writeStringProperty("reason", violation.message());
                    });
                }
            }

            @Override
            public void different(String id) {
                count(kind + " kept: stored already, with other values than the old row", id);
                write(kind, id, "kept", json -> {});
            }
        };
    }

    /** Returns a line for each kind, in the order in which they came first. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        counts.forEach((kind, count) -> lines.add(String.format(
                Locale.ROOT,
                "%,d %s %s, first with id %s",
                count,
                count == 1 ? "row of" : "rows of",
                kind.replaceFirst("\\.$", ""),
                String.join(", ", firstIds.getOrDefault(kind, List.of())))));
        return lines;
    }

    private static String name(String field) {
        return field.isEmpty() ? "" : field + ": ";
    }

    private void count(String kind, String id) {
        String counted = counts.size() < MAX_KINDS || counts.containsKey(kind) ? kind : OTHERS;
        counts.merge(counted, 1L, Long::sum);
        List<String> ids = firstIds.computeIfAbsent(counted, key -> new ArrayList<>(FIRST_IDS));
        if (ids.size() < FIRST_IDS) {
            ids.add(id);
        }
    }

    private void write(String kind, String id, String what, Consumer<JsonGenerator> more) {
        if (file == null) {
            return;
        }
        try {
            file.write(JsonBytes.object(json -> {
                json.writeStringProperty("kind", kind);
                json.writeStringProperty("id", id);
                json.writeStringProperty("outcome", what);
                more.accept(json);
            }));
            file.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
