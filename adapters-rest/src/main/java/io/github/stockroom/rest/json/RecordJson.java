package io.github.stockroom.rest.json;

import io.github.stockroom.application.query.Field;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Writes records as JSON objects, straight from their fields: no reflection, no tree in between. Immutable and
 * thread-safe.
 */
public final class RecordJson<R> {

    /**
     * Buffers stay with the threads of the server; by default all answers would take them out of one queue and put them
     * back. Names are not kept: clients choose them, and the table of all names that were ever read is shared.
     */
    static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(RecordLimits.MAX_TEXT)
                    .build())
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private static final JsonFactory LINES =
            JSON.rebuild().rootValueSeparator("").build();

    private final List<Field<R, ?>> fields;
    private final List<Member<R>> members;

    private record Member<R>(SerializedString name, Field<R, ?> field) {}

    /** @param fields what to write, in this order */
    public RecordJson(List<Field<R, ?>> fields) {
        this.fields = List.copyOf(fields);
        this.members = fields.stream()
                .map(field -> new Member<R>(new SerializedString(field.name()), field))
                .toList();
    }

    /** Returns the fields that are written, in this order; immutable. */
    public List<Field<R, ?>> fields() {
        return fields;
    }

    /** Returns a writer of these fields only: the same object if they are the ones that this one writes. */
    public RecordJson<R> of(List<Field<R, ?>> shown) {
        return shown.equals(fields) ? this : new RecordJson<>(shown);
    }

    /** Writes UTF-8; closing the generator closes the stream. */
    public static JsonGenerator generator(OutputStream out) {
        return JSON.createGenerator(ObjectWriteContext.empty(), out);
    }

    /** Writes UTF-8, several values with nothing in between; closing the generator closes the stream. */
    public static JsonGenerator lines(OutputStream out) {
        return LINES.createGenerator(ObjectWriteContext.empty(), out);
    }

    public void write(JsonGenerator json, R item) {
        json.writeStartObject();
        for (Member<R> member : members) {
            json.writeName(member.name());
            Object value = member.field().valueOf(item);
            if (value == null) {
                json.writeNull();
            } else if (value instanceof Long number) {
                json.writeNumber(number);
            } else if (value instanceof String text) {
                json.writeString(text);
            } else if (value instanceof Boolean truth) {
                json.writeBoolean(truth);
            } else if (value instanceof BigDecimal number) {
                json.writeNumber(number.toPlainString());
            } else {
                json.writeString(member.field().type().format(value));
            }
        }
        json.writeEndObject();
    }
}
