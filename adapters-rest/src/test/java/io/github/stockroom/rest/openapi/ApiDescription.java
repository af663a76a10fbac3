package io.github.stockroom.rest.openapi;

/** What the operations of one package look like from outside. A Spring component, so that it is found like a controller. */
public interface ApiDescription {

    /** Describes every operation of the package's controllers. */
    void describe(Api api);
}
