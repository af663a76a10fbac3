package io.github.stockroom.rest.openapi;

import java.util.LinkedHashMap;
import java.util.Map;

/** Values to show. */
public final class Examples {

    private Examples() {}

    /** An object whose members stay in this order; that of {@link Map#of} changes with every JVM. */
    public static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
