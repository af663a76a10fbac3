package io.github.stockroom.rest.body;

/**
 * The whole body that was posted to a collection: no transaction is open while a slow client sends it.
 *
 * @param isArray whether it is JSON and starts as an array does
 */
public record PostedBody(Spool content, boolean isArray) implements AutoCloseable {

    public byte[] bytes() {
        return content.bytes();
    }

    @Override
    public void close() {
        content.close();
    }
}
