package io.github.stockroom.rest.console;

/**
 * A file as it is served.
 *
 * @param name with a hash of the content in it, so that caches may keep it forever
 */
record Asset(String name, String type, byte[] content) {}
