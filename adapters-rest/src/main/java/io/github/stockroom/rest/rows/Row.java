package io.github.stockroom.rest.rows;

import io.github.stockroom.rest.json.JsonObject;
import java.util.function.Supplier;

/**
 * One record of many, as it came.
 *
 * @param index among the records, from 0
 * @param line where it starts, from 1; 0 where lines mean nothing
 * @param members throws {@link io.github.stockroom.domain.shared.ValidationException} when it is no record at all
 * @param text what it was in its source; of an array nothing
 */
public record Row(long index, long line, Supplier<JsonObject> members, Supplier<String> text) {}
