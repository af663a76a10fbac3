package io.github.stockroom.domain.product;

/** The part of a product that callers decide; the service decides the rest. Always valid. */
public record ProductDetails(ProductName name, Price price) {}
