package io.github.stockroom.bootstrap.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Talks to a service as well-behaved clients do. Header fields are given as {@code "Name: value"}; a body is JSON
 * unless they name another type. Every response must be as the OpenAPI document says. Thread-safe.
 */
public final class Http {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String base;

    /** @param base without a slash at the end */
    public Http(String base) {
        this.base = base;
    }

    public String base() {
        return base;
    }

    public Reply get(String target, String... headers) {
        return send("GET", target, null, headers);
    }

    public Reply head(String target, String... headers) {
        return send("HEAD", target, null, headers);
    }

    public Reply delete(String target, String... headers) {
        return send("DELETE", target, null, headers);
    }

    public Reply options(String target, String... headers) {
        return send("OPTIONS", target, null, headers);
    }

    public Reply post(String target, String json, String... headers) {
        return sendJson("POST", target, json, headers);
    }

    public Reply put(String target, String json, String... headers) {
        return sendJson("PUT", target, json, headers);
    }

    public Reply patch(String target, String json, String... headers) {
        return sendJson("PATCH", target, json, headers);
    }

    public Reply sendJson(String method, String target, String json, String... headers) {
        boolean typed = Stream.of(headers).anyMatch(header -> header.startsWith("Content-Type:"));
        String[] all = typed
                ? headers
                : Stream.concat(Stream.of("Content-Type: application/json"), Stream.of(headers))
                        .toArray(String[]::new);
        return send(method, target, json.getBytes(StandardCharsets.UTF_8), all);
    }

    /** @param target path and query, or an absolute URL, as a link names it */
    public Reply send(String method, String target, byte @Nullable [] body, String... headers) {
        URI uri = URI.create(target.startsWith("http:") ? target : base + target);
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).method(method, publisher).timeout(Duration.ofSeconds(60));
        for (String header : headers) {
            String[] pair = header.split(": ?", 2);
            request.header(pair[0], pair[1]);
        }
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            fields.putAll(response.headers().map());
            var reply = new Reply(uri.getRawPath(), response.statusCode(), "", fields, response.body());
            OpenApiCheck.check(method, uri, reply);
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A query string of names and values in turn, encoded, with its question mark. */
    public static String query(String... namesAndValues) {
        var query = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.append(i == 0 ? '?' : '&')
                    .append(encode(namesAndValues[i]))
                    .append('=')
                    .append(encode(namesAndValues[i + 1]));
        }
        return query.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
