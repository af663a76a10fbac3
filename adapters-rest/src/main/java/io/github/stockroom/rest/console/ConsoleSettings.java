package io.github.stockroom.rest.console;

/**
 * The operator's settings of the console.
 *
 * @param enabled false: its paths answer 404 like unknown ones
 */
public record ConsoleSettings(boolean enabled) {}
