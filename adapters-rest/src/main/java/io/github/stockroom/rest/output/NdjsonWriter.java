package io.github.stockroom.rest.output;

import io.github.stockroom.rest.json.RecordJson;
import java.io.OutputStream;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;

/** One JSON object a line. */
final class NdjsonWriter<R> implements OutputWriter<R> {

    private final JsonGenerator json;
    private final BiConsumer<JsonGenerator, R> object;

    NdjsonWriter(OutputStream out, BiConsumer<JsonGenerator, R> object) {
        this.json = RecordJson.lines(out);
        this.object = object;
    }

    @Override
    public void write(R row) {
        object.accept(json, row);
        json.writeRaw('\n');
    }

    @Override
    public void end() {
        json.close();
    }
}
