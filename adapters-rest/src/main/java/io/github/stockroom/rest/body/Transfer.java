package io.github.stockroom.rest.body;

/**
 * The bounds on what is on its way to or from clients.
 *
 * @param space that bodies take
 * @param streams permits for long responses
 */
public record Transfer(BodySpace space, StreamPermits streams) {}
