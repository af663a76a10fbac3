package io.github.stockroom.rest.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What was posted to a collection, as a whole: nobody waits for a slow client with a transaction open.
 *
 * @param isArray whether it is JSON and starts as an array does
 */
public record PostedBody(Spool content, boolean isArray) implements AutoCloseable {

    public byte[] bytes() {
        try (InputStream in = content.input()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        content.close();
    }
}
