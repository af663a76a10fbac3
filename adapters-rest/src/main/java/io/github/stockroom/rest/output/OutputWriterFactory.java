package io.github.stockroom.rest.output;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.operations.MediaTypes;
import java.io.OutputStream;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/**
 * Creates writers that turn many records into one body. Immutable and thread-safe.
 *
 * @param contentType of the body
 * @param writer starts a body on a stream, which its end closes
 */
public record OutputWriterFactory<R>(String contentType, Function<OutputStream, OutputWriter<R>> writer) {

    /** @param object writes one record, as one value */
    public static <R> OutputWriterFactory<R> jsonArray(BiConsumer<JsonGenerator, R> object) {
        return new OutputWriterFactory<>(MediaTypes.JSON, out -> new JsonArrayWriter<>(out, object));
    }

    /** @param object writes one record, as one line */
    public static <R> OutputWriterFactory<R> ndjson(BiConsumer<JsonGenerator, R> object) {
        return new OutputWriterFactory<>(MediaTypes.NDJSON, out -> new NdjsonWriter<>(out, object));
    }

    /** @param fields the columns, in this order */
    public static <R> OutputWriterFactory<R> csv(List<Field<R, ?>> fields, CsvOptions options) {
        return new OutputWriterFactory<>(
                MediaTypes.CSV + ";charset=utf-8;header=present", out -> new CsvOutputWriter<>(out, fields, options));
    }
}
