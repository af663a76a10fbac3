package io.github.stockroom.rest.problem;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes problem documents. */
public final class ProblemJson {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonFactory JSON = new JsonFactory();

    private ProblemJson() {}

    /**
     * @param instance the path of the request
     * @return UTF-8
     */
    public static byte[] write(Problem problem, String instance, String requestId) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("type", problem.type());
            json.writeStringProperty("title", problem.title());
            json.writeNumberProperty("status", problem.status());
            json.writeStringProperty("detail", problem.detail());
            json.writeStringProperty("instance", instance);
            json.writeStringProperty("code", problem.code());
            json.writeStringProperty("requestId", requestId);
            if (!problem.errors().isEmpty()) {
                json.writeName("errors").writeStartArray();
                problem.errors().forEach(error -> writeError(json, error));
                json.writeEndArray();
            }
            problem.members().forEach((name, value) -> writeValue(json.writeName(name), value));
            json.writeStringProperty("message", problem.detail()); // where front ends of react-admin and refine look
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeError(JsonGenerator json, ProblemError error) {
        json.writeStartObject();
        json.writeStringProperty(error.source(), error.location());
        if (error.line() > 0) {
            json.writeNumberProperty("line", error.line());
        }
        json.writeStringProperty("code", error.code());
        json.writeStringProperty("detail", error.detail());
        if (!error.params().isEmpty()) {
            writeValue(json.writeName("params"), error.params());
        }
        json.writeEndObject();
    }

    /** Writes maps, collections, whole numbers and texts. */
    public static void writeValue(JsonGenerator json, Object value) {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((name, member) -> writeValue(json.writeName(name.toString()), member));
            json.writeEndObject();
        } else if (value instanceof Collection<?> items) {
            json.writeStartArray();
            items.forEach(item -> writeValue(json, item));
            json.writeEndArray();
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString(value.toString());
        }
    }
}
