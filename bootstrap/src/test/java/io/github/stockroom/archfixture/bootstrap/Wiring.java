package io.github.stockroom.archfixture.bootstrap;

/** What nobody may know. */
public final class Wiring {}
