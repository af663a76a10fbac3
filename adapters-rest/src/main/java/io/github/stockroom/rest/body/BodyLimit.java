package io.github.stockroom.rest.body;

/** The longest body that an operation takes, in bytes, which may depend on how the body starts. */
@FunctionalInterface
public interface BodyLimit {

    /** @param first the first byte that is no white space; 0 while there is none */
    int bytes(byte first);
}
