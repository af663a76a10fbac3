package io.github.stockroom.rest.console;

/**
 * What an operator decides about the console.
 *
 * @param enabled false: its paths answer 404 like unknown ones
 */
public record ConsoleSettings(boolean enabled) {}
