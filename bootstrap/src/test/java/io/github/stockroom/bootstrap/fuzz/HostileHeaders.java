package io.github.stockroom.bootstrap.fuzz;

import io.github.stockroom.bootstrap.fuzz.ApiOperation.Parameter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Draws the header fields of one request, those of the OpenAPI document and those that any request may have. */
final class HostileHeaders {

    private static final String[] VALID = {
        "Accept: application/json",
        "Accept: text/csv",
        "Accept: application/x-ndjson",
        "Accept: */*;q=0.1",
        "Accept: text/html",
        "Accept-Encoding: gzip",
        "Accept-Encoding: gzip;q=0, identity",
        "Accept-Language: de",
        "Origin: https://a.example",
        "Range: bytes=0-9",
        "If-Range: \"1\"",
        "If-Modified-Since: Fri, 27 Nov 2026 05:00:00 GMT",
        "Expect: 100-continue",
        "X-Forwarded-For: 203.0.113.7",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: shop.example",
        "X-Forwarded-Prefix: /a",
        "Forwarded: for=192.0.2.60;proto=http;by=203.0.113.43",
        "Cookie: a=b",
        "TE: trailers",
        "Cache-Control: no-cache",
        "Access-Control-Request-Method: PUT",
        "traceparent: 00-" + "a".repeat(32) + "-1-01",
        "Prefer: return=minimal",
        "Prefer: count=exact",
        "Prefer: handling=lenient",
        "If-Match: *",
        "If-None-Match: *",
        "If-Match: \"1\"",
        "If-None-Match: W/\"1\", \"2\"",
        "User-Agent: fuzz",
        "Referer: https://a.example/b",
        "Upgrade: websocket",
        "Upgrade: h2c",
        "HTTP2-Settings: AAMAAABkAAQAAP__",
        "X-HTTP-Method-Override: DELETE",
        "Content-Language: de",
        "Via: 1.1 a",
        "Max-Forwards: 0",
        "X-Request-Id: fuzz-1",
        "Accept-Charset: utf-8"
    };

    private static final String[] HOSTS = {
        "",
        "localhost:0",
        "[::1]",
        "[[[",
        "a b",
        "localhost:99999",
        "localhost:-1",
        "a@b",
        "a/b",
        "\u00e9",
        "127.0.0.1:8000",
        "evil.example",
        "a,b",
        "%6c",
        "x".repeat(300)
    };

    private final HostileValues values;
    private final List<String> tokens;
    private final List<String> lines = new ArrayList<>();

    HostileHeaders(HostileValues values, List<String> tokens) {
        this.values = values;
        this.tokens = tokens;
        lines.add("Host: " + (values.percent(97) ? "localhost" : values.oneOf(HOSTS)));
    }

    /** Adds what the operation may be given, who calls, and a few fields of any kind. */
    void addAll(ApiOperation operation) {
        addAuthorization();
        for (Parameter parameter : operation.parameters("header")) {
            if (values.percent(20)) {
                String valid = parameter.schema().path("example").asString(example(parameter.name()));
                add(parameter.name() + ": " + value(valid));
            }
        }
        for (int i = values.oneOf(0, 0, 1, 1, 2, 4); i > 0; i--) {
            String line = values.oneOf(VALID);
            int colon = line.indexOf(": ");
            add(line.substring(0, colon) + ": " + value(line.substring(colon + 2)));
        }
        if (values.percent(1)) {
            for (int i = values.oneOf(50, 300); i > 0; i--) {
                add("X-Many-" + i + ": a");
            }
        }
    }

    /** Returns the empty body, after saying so where a body is usual. */
    byte[] withoutBody(String method) {
        if (method.matches("POST|PUT|PATCH") && values.percent(80)) {
            add("Content-Length: 0");
        }
        return new byte[0];
    }

    /** Describes a body, at times wrongly, and returns it as it is sent. */
    byte[] withBody(String mediaType, byte[] body) {
        String type = values.percent(85) ? mediaType : value(mediaType);
        if (values.percent(8)) {
            type += values.oneOf(
                    "; charset=utf-8", "; charset=utf-16", "; charset=x", ";", "; a=\"", "; charset=\"utf-8\"");
        }
        if (values.percent(97)) {
            add("Content-Type: " + type);
        }
        if (values.percent(2)) {
            add("Content-Encoding: " + values.oneOf("gzip", "identity", "br", "deflate", values.text()));
        }
        if (!values.percent(15)) {
            add("Content-Length: " + body.length);
            return body;
        }
        add("Transfer-Encoding: chunked");
        return chunked(body);
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String line : lines) {
            bytes.writeBytes(line.getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(new byte[] {'\r', '\n'});
        }
        bytes.writeBytes(new byte[] {'\r', '\n'});
        return bytes.toByteArray();
    }

    private void addAuthorization() {
        int draw = values.below(100);
        if (draw < 30) {
            add("Authorization: Bearer " + tokens.get(0));
        } else if (draw < 50) {
            add("Authorization: Bearer " + tokens.get(1));
        } else if (draw < 62) {
            String token = values.oneOf("a.b.c", "eyJhbGciOiJub25lIn0.e30.", "..", "eyJ".repeat(2_000));
            String scheme = values.oneOf("Bearer ", "bearer ", "Token ", "Basic ", "", "Bearer  ", "Bearer\t");
            add("Authorization: " + scheme + value(token));
        }
    }

    private String value(String valid) {
        return switch (values.below(10)) {
            case 0 -> values.text();
            case 1 -> values.repetition();
            case 2 -> values.mutated(valid);
            default -> valid;
        };
    }

    private String example(String header) {
        return switch (header) {
            case "Prefer" -> "return=minimal";
            case "If-Match", "If-None-Match" -> "\"1\"";
            default -> "fuzz-" + values.below(50);
        };
    }

    /** Adds a field; line ends in it would make two of it, which is for {@link BrokenHttp}. */
    private void add(String line) {
        lines.add(line.replace('\r', ' ').replace('\n', ' '));
    }

    private byte[] chunked(byte[] body) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        int size = Math.max(1, values.oneOf(1, 7, 1_000, 100_000));
        if (body.length / size > 5_000) {
            size = 1_000;
        }
        String extension = values.percent(5) ? values.oneOf(";a=b", ";a=\"b\"", ";" + "a".repeat(200)) : "";
        for (int at = 0; at < body.length; at += size) {
            int length = Math.min(size, body.length - at);
            chunks.writeBytes((Integer.toHexString(length) + extension + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.write(body, at, length);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        String trailer = values.percent(5) ? values.oneOf("X-T: a\r\n", "Content-Length: 5\r\n", "Host: b\r\n") : "";
        chunks.writeBytes(("0\r\n" + trailer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return chunks.toByteArray();
    }
}
