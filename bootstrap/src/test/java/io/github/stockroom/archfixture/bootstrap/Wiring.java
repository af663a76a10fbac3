package io.github.stockroom.archfixture.bootstrap;

/** A class that no other layer may know. */
public final class Wiring {}
