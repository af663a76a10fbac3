package io.github.stockroom.rest.output;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.rest.json.RecordJson;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** One JSON object a line. */
final class NdjsonWriter<R> implements OutputWriter<R> {

    private final JsonGenerator json;
    private final RecordJson<R> object;

    NdjsonWriter(OutputStream out, List<Field<R, ?>> fields) {
        this.json = RecordJson.lines(out);
        this.object = new RecordJson<>(fields);
    }

    @Override
    public void write(R row) {
        object.write(json, row);
        json.writeRaw('\n');
    }

    @Override
    public void end() {
        json.close();
    }
}
