package io.github.stockroom.operations;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The {@code Allow} header: HEAD wherever there is GET, and OPTIONS everywhere. */
public final class OfferedMethods {

    private static final List<String> ORDER = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private OfferedMethods() {}

    public static String allow(Collection<String> mapped) {
        Set<String> offered = new TreeSet<>(mapped);
        offered.add("OPTIONS");
        if (offered.contains("GET")) {
            offered.add("HEAD");
        }
        return ORDER.stream().filter(offered::contains).collect(Collectors.joining(", "));
    }
}
