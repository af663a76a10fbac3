package io.github.stockroom.domain.product;

/** What callers decide about a product; everything else is the service's. Always valid. */
public record ProductDetails(ProductName name, Price price) {}
