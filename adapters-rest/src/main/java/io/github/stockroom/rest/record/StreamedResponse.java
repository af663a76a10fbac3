package io.github.stockroom.rest.record;

import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.output.OutputWriter;
import io.github.stockroom.rest.output.OutputWriterFactory;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;

/**
 * Answers with records that come chunk by chunk: no chunk is asked for before the client took the one before, so that
 * memory stays constant and a slow client holds nothing but its connection.
 */
public final class StreamedResponse {

    private StreamedResponse() {}

    /**
     * Sends all chunks. The first is asked for before the first byte is sent, so that what fails early becomes a
     * problem document; what fails later breaks the connection. One chunk alone goes out with its length.
     *
     * @param chunks at least one
     */
    public static <R> void send(Exchange http, OutputWriterFactory<R> format, Iterator<List<R>> chunks) {
        List<R> first = chunks.next();
        if (!chunks.hasNext()) {
            var bytes = new ByteArrayOutputStream(64 + 64 * first.size());
            write(bytes, format, first, chunks);
            http.end(format.contentType(), bytes.toByteArray());
            return;
        }
        OutputStream out = http.stream(format.contentType());
        if (!http.isHead()) {
            write(out, format, first, chunks);
        }
    }

    private static <R> void write(
            OutputStream out, OutputWriterFactory<R> format, List<R> first, Iterator<List<R>> rest) {
        OutputWriter<R> writer = format.writer().apply(out);
        first.forEach(writer::write);
        while (rest.hasNext()) {
            rest.next().forEach(writer::write);
        }
        writer.end();
    }
}
