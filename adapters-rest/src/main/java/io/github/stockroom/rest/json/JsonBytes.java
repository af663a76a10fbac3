package io.github.stockroom.rest.json;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Small JSON documents. */
public final class JsonBytes {

    private JsonBytes() {}

    /** @param elements writes the elements of the array */
    public static byte[] array(Consumer<JsonGenerator> elements) {
        var bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = RecordJson.generator(bytes)) {
            json.writeStartArray();
            elements.accept(json);
            json.writeEndArray();
        }
        return bytes.toByteArray();
    }

    /** @param members writes the members of the object */
    public static byte[] object(Consumer<JsonGenerator> members) {
        var bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = RecordJson.generator(bytes)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
