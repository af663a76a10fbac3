package io.github.stockroom.bootstrap.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Measures how many bytes the service allocates for a request; its argument is the file that takes the figures. */
public final class AllocationProbe {

    private static final int WARM_UP = 3_000;
    private static final int REQUESTS = 500;
    private static final int BATCHES = 5;
    private static final int LISTED = 100;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocationProbe() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, Long> figures;
        try (RunningService service =
                ProductRows.in(RunningService.start(DatabaseKind.H2), LISTED, row -> "Product " + row)) {
            // As in operation: each request and each response makes an event.
            ((Logger) LoggerFactory.getLogger("io.github.stockroom.http")).setLevel(Level.DEBUG);
            figures = measure(service);
        }
        Files.write(
                Path.of(arguments[0]),
                figures.entrySet().stream()
                        .map(figure -> figure.getKey() + "=" + figure.getValue())
                        .toList());
    }

    private static Map<String, Long> measure(RunningService service) {
        String first =
                service.http().get(Products.PATH + "?limit=1").column("id").get(0);
        Map<String, String> requests = new LinkedHashMap<>();
        requests.put("by-id", request("GET " + Products.PATH + "/" + first, ""));
        requests.put("list", request("GET " + Products.PATH + "?limit=" + LISTED, ""));
        requests.put("create", request("POST " + Products.PATH, Products.json("Apple", 7)));
        Map<String, Long> figures = new LinkedHashMap<>();
        try (RawHttp client = RawHttp.to(service.port())) {
            requests.forEach((name, request) -> figures.put(name, bytesPerRequest(client, request)));
        }
        return figures;
    }

    private static String request(String methodAndTarget, String body) {
        return methodAndTarget + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    /** The median of some batches: now and then a buffer grows, or a thread starts. */
    private static long bytesPerRequest(RawHttp client, String request) {
        repeat(WARM_UP, client, request);
        List<Long> batches = new ArrayList<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            long before = allocatedByServer();
            repeat(REQUESTS, client, request);
            batches.add((allocatedByServer() - before) / REQUESTS);
        }
        return batches.stream().sorted().toList().get(BATCHES / 2);
    }

    private static void repeat(int times, RawHttp client, String request) {
        for (int i = 0; i < times; i++) {
            Reply reply = client.send(request).read();
            if (reply.status() >= 300) {
                throw new IllegalStateException(reply.toString());
            }
        }
    }

    /** By the threads that serve requests and the one that writes their events; the client is in this JVM too. */
    private static long allocatedByServer() {
        long[] serving = Stream.of(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().startsWith("qtp")
                        || thread.getThreadName().startsWith("logback-appender-"))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
        return LongStream.of(THREADS.getThreadAllocatedBytes(serving)).sum();
    }
}
