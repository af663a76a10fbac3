package io.github.stockroom.rest.output;

import io.github.stockroom.rest.json.RecordJson;
import java.io.OutputStream;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;

final class JsonArrayWriter<R> implements OutputWriter<R> {

    private final JsonGenerator json;
    private final BiConsumer<JsonGenerator, R> object;

    JsonArrayWriter(OutputStream out, BiConsumer<JsonGenerator, R> object) {
        this.json = RecordJson.generator(out);
        this.object = object;
        json.writeStartArray();
    }

    @Override
    public void write(R row) {
        object.accept(json, row);
    }

    @Override
    public void end() {
        json.writeEndArray();
        json.close();
    }
}
