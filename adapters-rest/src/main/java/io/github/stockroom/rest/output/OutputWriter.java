package io.github.stockroom.rest.output;

/** A body that records are written to one after another. Not thread-safe. */
public interface OutputWriter<R> {

    void write(R row);

    /**
     * Writes what closes the body and everything that is still held back. Left out when reading the records fails
     * half-way: an end would make a torn body look whole.
     */
    void end();
}
