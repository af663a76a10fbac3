package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Header fields and parameters as long as they may be, made of repetition that parsers with backtracking or recursion
 * choke on: no request costs a noticeable amount of processor time, and none an error of the service.
 */
class RepetitionTest {

    private static final int HEADER_LENGTH = 15_000;
    private static final int QUERY_LENGTH = 7_500;

    /** A parser that looks at each character a few times needs a millisecond; one that backtracks needs seconds. */
    private static final long MOST_CPU_MILLIS = 500;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final List<String> UNITS = List.of(
            "\t",
            " ",
            ",",
            ", ",
            ";",
            "\"",
            "\\",
            "\\\"",
            "a",
            "9",
            "=",
            "%",
            "*",
            "*/*,",
            "a/b,",
            ";a=1",
            ";q=0.5,",
            "\"1\",",
            "\"1\"\t",
            "W/",
            "[{\"a\":",
            ".",
            ":",
            "[");

    private static final List<String> STARTS = List.of("", "x", "\"", "Bearer ");
    private static final Set<String> OF_WRITES = Set.of(
            "If-Match", "Idempotency-Key", "Prefer", "Content-Type", "Content-Encoding", "Expect", "Transfer-Encoding");

    /** Any database does: there is nothing here that reaches it. */
    private final RunningService service = DatabaseKind.H2.service();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept", "Accept-Encoding", "Accept-Language", "If-Match", "If-None-Match", "If-Modified-Since",
                        "Range",
                "Idempotency-Key", "Prefer", "Authorization", "Content-Type", "Content-Encoding", "Cookie", "Origin",
                "X-Request-Id", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "Connection",
                        "Expect",
                "Transfer-Encoding", "Host", "traceparent"
            })
    void noHeaderFieldKeepsTheServiceBusy(String header) {
        String path = Products.path(Products.create(service.http(), "Apple", 7));
        for (String unit : UNITS) {
            for (String start : STARTS) {
                String field = header + ": " + start + unit.repeat(HEADER_LENGTH / unit.length());
                assertCheap(field, () -> RawHttp.request(service.port(), "GET", path, field, "Connection: close"));
                if (OF_WRITES.contains(header)) {
                    String target = header.equals("If-Match") ? path : Products.PATH;
                    String method = header.equals("If-Match") ? "DELETE" : "POST";
                    assertCheap(
                            field, () -> RawHttp.request(service.port(), method, target, field, "Connection: close"));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit",
                "offset",
                "cursor",
                "sort",
                "q",
                "fields",
                "format",
                "csv_safe",
                "id",
                "id__in",
                "price__gte",
                "price__in",
                "product",
                "product__in",
                "product__isnull",
                "product__icontains",
                "_",
                "unknown"
            })
    void noParameterKeepsTheServiceBusy(String parameter) {
        for (String unit : List.of(
                "a", "9", ",", "a,", "1,", "-id,", "\\,", "%", "_", "=", "1e9", ".", "-", "\u00e9", "\ud83d\ude00")) {
            String encoded = URLEncoder.encode(unit, StandardCharsets.UTF_8);
            String query = Products.PATH + "?" + parameter + "=" + encoded.repeat(QUERY_LENGTH / encoded.length());
            assertCheap(query, () -> service.http().get(query));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", "a&", "=&", "_&", "_=1&", "id=1&", "%41&", "utm_a&"})
    void noNumberOfParametersKeepsTheServiceBusy(String unit) {
        String query = Products.PATH + "?" + unit.repeat(QUERY_LENGTH / unit.length());
        assertCheap(query, () -> service.http().get(query));
    }

    @Test
    void refusesALongIdempotencyKey() {
        for (String key :
                List.of("\"" + "k".repeat(3_000) + "\"", "k".repeat(256), "\"" + "\\\"".repeat(6_000) + "\"")) {
            Reply refused = service.http().post(Products.PATH, Products.json("Apple", 7), "Idempotency-Key: " + key);
            assertThat(refused.status()).isEqualTo(400);
        }
    }

    @FunctionalInterface
    private interface Request {
        Reply send();
    }

    private static void assertCheap(String what, Request request) {
        long before = cpuOfServer();
        Reply reply = request.send();
        String shown = what.substring(0, Math.min(60, what.length()));
        assertThat(reply.status()).as(shown).isLessThan(500);
        assertThat((cpuOfServer() - before) / 1_000_000)
                .as("milliseconds of processor time for " + shown)
                .isLessThan(MOST_CPU_MILLIS);
    }

    /** Of the threads that serve requests, in nanoseconds; the client is in this JVM too. */
    private static long cpuOfServer() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().startsWith("qtp"))
                .mapToLong(ThreadInfo::getThreadId)
                .map(THREADS::getThreadCpuTime)
                .filter(nanos -> nanos > 0)
                .sum();
    }
}
