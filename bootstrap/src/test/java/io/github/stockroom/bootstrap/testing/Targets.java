package io.github.stockroom.bootstrap.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Records of a service that others refer to, created when they are needed. Thread-safe. */
final class Targets {

    private static final int AT_ONCE = 500;

    private final Http http;
    private final Map<String, Deque<String>> unused = new ConcurrentHashMap<>();

    Targets(Http http) {
        this.http = http;
    }

    /**
     * Returns what gives ids of existing records, as JSON.
     *
     * @param path of their collection
     * @param unique whether each is given once only
     */
    Supplier<String> ids(String path, boolean unique) {
        return unique
                ? () -> next(path)
                : new Supplier<>() {

                    private String id = "";

                    @Override
                    public synchronized String get() {
                        if (id.isEmpty()) {
                            id = next(path);
                        }
                        return id;
                    }
                };
    }

    private synchronized String next(String path) {
        Deque<String> ids = unused.computeIfAbsent(path, key -> new ArrayDeque<>());
        if (ids.isEmpty()) {
            ids.addAll(create(path));
        }
        return ids.remove();
    }

    private List<String> create(String path) {
        ResourceUnderTest target = ResourceUnderTest.at(path).of(http);
        String bodies = IntStream.range(0, AT_ONCE).mapToObj(i -> target.body()).collect(Collectors.joining("\n"));
        Reply created = http.post(path, bodies, "Content-Type: application/x-ndjson");
        return created.json()
                .valueStream()
                .map(item -> item.required("id").toString())
                .toList();
    }
}
