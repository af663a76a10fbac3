package io.github.stockroom.rest.openapi;

/** Describes the operations of one package for clients. Found by its type. */
public interface ApiDescription {

    /** Describes every operation of the package. */
    void describe(Api api);
}
