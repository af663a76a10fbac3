package io.github.stockroom.bootstrap.testing;

import java.util.Map;

/**
 * A database that belongs to one test.
 *
 * @param settings that lead a service to it
 * @param remove ends it
 */
public record OwnDatabase(Map<String, String> settings, Runnable remove) implements AutoCloseable {

    @Override
    public void close() {
        remove.run();
    }
}
