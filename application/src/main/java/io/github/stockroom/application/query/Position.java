package io.github.stockroom.application.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the order of a {@link Query}: the values of its sort keys. A record need not stand there (any more).
 *
 * @param key one value of the field's type, or null, for each sort key of the query; immutable
 */
public record Position(List<@Nullable Object> key) {

    public Position {
        key = Collections.unmodifiableList(new ArrayList<>(key)); // List.copyOf refuses null
    }
}
