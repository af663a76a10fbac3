package io.github.stockroom.domain.car;

/** The part of a car that callers decide; the service decides the rest. Always valid. */
public record CarDetails(Brand brand, ModelName model, ModelYear year) {}
