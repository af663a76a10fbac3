package io.github.stockroom.rest.openapi;

/** What the operations of one package look like from outside. Found by its type. */
public interface ApiDescription {

    /** Describes every operation of the package. */
    void describe(Api api);
}
