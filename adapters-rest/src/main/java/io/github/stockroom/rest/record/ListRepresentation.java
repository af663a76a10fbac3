package io.github.stockroom.rest.record;

import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.rest.json.RecordJson;
import io.github.stockroom.rest.output.CsvOptions;
import io.github.stockroom.rest.output.OutputWriterFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The media types in which a list is available; the first is the default. */
enum ListRepresentation {
    JSON("json", MediaTypes.JSON),
    CSV("csv", MediaTypes.CSV),
    NDJSON("ndjson", MediaTypes.NDJSON);

    static final List<String> TYPES =
            Arrays.stream(values()).map(format -> format.type).toList();

    /** In query strings, and the extension of files. */
    private final String name;

    private final String type;

    ListRepresentation(String name, String type) {
        this.name = name;
        this.type = type;
    }

    /** @param type one of {@link #TYPES} */
    static ListRepresentation of(String type) {
        return values()[TYPES.indexOf(type)];
    }

    /** The export of this name; {@code json} is none. */
    static Optional<ListRepresentation> exportNamed(String name) {
        return Arrays.stream(values())
                .filter(format -> format.isExport() && format.name.equals(name))
                .findFirst();
    }

    /** Returns true if it is made for files: an attachment, for which the database may take its time. */
    boolean isExport() {
        return this != JSON;
    }

    String fileName(String resource) {
        return resource + "." + name;
    }

    <R> OutputWriterFactory<R> output(RecordJson<R> shown, CsvOptions csv) {
        return switch (this) {
            case JSON -> OutputWriterFactory.jsonArray(shown::write);
            case CSV -> OutputWriterFactory.csv(shown.fields(), csv);
            case NDJSON -> OutputWriterFactory.ndjson(shown::write);
        };
    }
}
