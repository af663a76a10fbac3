package io.github.stockroom.application.move;

/**
 * A value that is stored in another form than the replaced system had it.
 *
 * @param reason one phrase for people, which names the rule
 * @param before the value, or what may be shown of it
 */
public record Change(String field, String reason, String before, String after) {}
