package io.github.stockroom.domain.car;

/** What callers decide about a car; everything else is the service's. Always valid. */
public record CarDetails(Brand brand, ModelName model, ModelYear year) {}
