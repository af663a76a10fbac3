package io.github.stockroom.bootstrap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads the same with a cache in between and without it, and compares. The header fields are those of clients that
 * share a cache: whoever asked before, each gets what the service would have answered.
 *
 * @param past asks the service
 * @param through asks the cache
 */
public record CachedReads(Reader past, Reader through) {

    /** A client. */
    @FunctionalInterface
    public interface Reader {

        /** @param headers as {@code "Name: value"} */
        Reply get(String target, String... headers);
    }

    private static final String ALLOWED_ORIGIN = "Access-Control-Allow-Origin";

    private static final List<List<String>> CLIENTS = List.of(
            List.of(),
            List.of("Accept-Encoding: gzip"),
            List.of("Accept-Encoding: identity"),
            List.of("Accept-Encoding: gzip;q=0"),
            List.of("Accept-Encoding: br, gzip;q=0.5", "Accept: application/json, text/plain, */*"),
            List.of("Accept: text/csv"),
            List.of("Accept: application/x-ndjson", "Accept-Encoding: gzip"),
            List.of("Accept: text/html"),
            List.of("Origin: https://shop.example"),
            List.of("Prefer: count=exact"),
            List.of("Prefer: handling=lenient", "Accept-Encoding: gzip"),
            List.of("If-None-Match: \"99\", \"98--gzip\""));

    /** Lets each kind of client ask after each other. */
    public void areRightInEveryOrder(String target) {
        for (int i = 0; i < CLIENTS.size(); i++) {
            for (int j = 0; j < i; j++) {
                for (int client : new int[] {i, j, i}) {
                    areRight(target, CLIENTS.get(client).toArray(String[]::new));
                }
            }
        }
    }

    /** Asks once. */
    public void areRight(String target, String... headers) {
        String what = target + " " + List.of(headers);
        Reply expected = past.get(target, headers);
        Reply found = through.get(target, headers);
        assertThat(found.status()).as(what).isEqualTo(expected.status());
        assertThat(found.has("Content-Encoding") && !expected.has("Content-Encoding"))
                .as(what + " is compressed")
                .isFalse();
        assertThat(withoutRequestId(text(found))).as(what).isEqualTo(withoutRequestId(text(expected)));
        for (String field : new String[] {"Content-Type", "Content-Disposition", "Link", "X-Total-Count"}) {
            assertThat(found.header(field)).as(what + " " + field).isEqualTo(expected.header(field));
        }
        if (expected.has(ALLOWED_ORIGIN)) { // may be there for others, who do not look for it
            assertThat(found.header(ALLOWED_ORIGIN)).as(what).isEqualTo(expected.header(ALLOWED_ORIGIN));
        }
    }

    /** Returns true if the cache has what the service has by now. */
    public boolean isUpToDate(String target, String... headers) {
        Reply expected = past.get(target, headers);
        Reply found = through.get(target, headers);
        return found.status() == expected.status()
                && withoutRequestId(text(found)).equals(withoutRequestId(text(expected)));
    }

    /** Returns the body of a response, unpacked. */
    public static String text(Reply reply) {
        if (!reply.header("Content-Encoding").equals("gzip")) {
            return reply.text();
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(reply.body()))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutRequestId(String text) {
        return text.replaceAll("\"requestId\":\"[^\"]*\"", "");
    }
}
