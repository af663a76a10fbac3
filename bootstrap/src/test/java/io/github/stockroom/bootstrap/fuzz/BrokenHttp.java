package io.github.stockroom.bootstrap.fuzz;

import io.github.stockroom.bootstrap.testing.SampleRecords;
import java.nio.charset.StandardCharsets;

/** Draws bytes that are nearly a request of HTTP/1.1: what proxies and servers read differently, or not at all. */
final class BrokenHttp {

    private static final String HOST = "Host: localhost\r\n";
    private static final String BODY = "{\"product\":\"a\",\"price\":1}";
    private static final String CREATE =
            "POST " + SampleRecords.PATH + " HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\n";

    private static final String[] REQUEST_LINES = {
        "GET /healthz",
        "GET  /healthz HTTP/1.1",
        "GET /healthz HTTP/1.1 ",
        " GET /healthz HTTP/1.1",
        "GET\t/healthz\tHTTP/1.1",
        "GET /healthz HTTP/0.9",
        "GET /healthz HTTP/1.0",
        "GET /healthz HTTP/1.2",
        "GET /healthz HTTP/2.0",
        "GET /healthz HTTP/9.9",
        "GET /healthz HTTP/1.1\0",
        "GET /healthz HTTP/-1.1",
        "GET /healthz http/1.1",
        "GET /healthz HTTP/11",
        "GET HTTP/1.1",
        "GET http://localhost/healthz HTTP/1.1",
        "GET http://[[[/healthz HTTP/1.1",
        "GET //evil.example/healthz HTTP/1.1",
        "GET file:///etc/passwd HTTP/1.1",
        "GET http://a@localhost:99999/ HTTP/1.1",
        "CONNECT localhost:80 HTTP/1.1",
        "OPTIONS * HTTP/1.1",
        "GET * HTTP/1.1",
        "GET ? HTTP/1.1",
        "GET # HTTP/1.1",
        "GET healthz HTTP/1.1",
        "GET \\ HTTP/1.1",
        "PRI * HTTP/2.0",
        "GET /\u00e9 HTTP/1.1",
        "GET /\0 HTTP/1.1",
        "G\0T / HTTP/1.1",
        "\u00e9 / HTTP/1.1",
        "( / HTTP/1.1",
        "",
        "\u0016\u0003\u0001\u0002",
        "SSH-2.0-fuzz",
        "EHLO localhost"
    };

    private static final String[] FIELDS = {
        "Host: b",
        "Host:",
        "Host",
        "No-Colon",
        "Space : a",
        " Space: a",
        ": a",
        "A:",
        "A: \0",
        "A: a\rb",
        "A: a\u0001",
        "A\0: b",
        "\u00e9: a",
        "A: a\r\n folded",
        "A: a\r\n\tfolded",
        "(: a",
        "Connection: close, keep-alive",
        "Connection: host",
        "Connection: content-length",
        "Keep-Alive: timeout=99999999999",
        "Proxy-Connection: keep-alive",
        "Expect: 200-ok",
        "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: a"
    };

    private static final String[] FRAMINGS = {
        "Content-Length: -1",
        "Content-Length: +5",
        "Content-Length: 5 5",
        "Content-Length: 5, 5",
        "Content-Length: 0x5",
        "Content-Length: 99999999999999999999",
        "Content-Length: 9223372036854775807",
        "Content-Length: ",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5\r\nContent-Length: 5",
        "Content-Length: 1e1",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: chunked, gzip",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: x",
        "Transfer-Encoding: \u000bchunked",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding: chunked;a=b",
        "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding:\r\n chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: CHUNKED",
        "Transfer_Encoding: chunked"
    };

    private static final String[] CHUNKS = {
        "5\r\nabcde\r\n0\r\n\r\n",
        "ffffffffffffffffff\r\na",
        "-1\r\na\r\n0\r\n\r\n",
        "0x5\r\nabcde\r\n0\r\n\r\n",
        "5\nabcde\n0\n\n",
        "5 \r\nabcde\r\n0\r\n\r\n",
        " 5\r\nabcde\r\n0\r\n\r\n",
        "5;\r\nabcde\r\n0\r\n\r\n",
        "\r\n",
        "g\r\n",
        "5\r\nabcdefgh\r\n0\r\n\r\n",
        "5\r\nabc",
        "0\r\nA: b\r\n\r\n",
        "0\r\nA b\r\n\r\n",
        "0\r\n",
        "5;a=\"\r\nabcde\r\n0\r\n\r\n",
        "00000000000000000005\r\nabcde\r\n0\r\n\r\n",
        "80000000\r\nabcde",
        "7fffffff\r\nabcde",
        "0\r\n\r\nGET /healthz HTTP/1.1\r\n"
    };

    private final HostileValues values;

    BrokenHttp(HostileValues values) {
        this.values = values;
    }

    FuzzRequest request(int number) {
        int form = values.below(6);
        String text = switch (form) {
            case 0 -> values.oneOf(REQUEST_LINES) + "\r\n" + HOST + "\r\n";
            case 1 ->
                "GET " + SampleRecords.PATH + " HTTP/1.1\r\n" + HOST + values.oneOf(FIELDS) + "\r\n"
                        + values.oneOf(FIELDS) + "\r\n\r\n";
            case 2 -> CREATE + values.oneOf(FRAMINGS) + "\r\n\r\n" + BODY;
            case 3 -> CREATE + "Transfer-Encoding: chunked\r\n\r\n" + values.oneOf(CHUNKS);
            case 4 -> oversized();
            default -> values.mutated(CREATE + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY);
        };
        if (values.percent(10)) {
            text = text.replace("\r\n", values.oneOf("\n", "\r", "\r\r\n", "\n\r"));
        }
        byte[] bytes = text.getBytes(form == 5 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        return new FuzzRequest(number, "broken HTTP", "GET", "/", true, true, bytes);
    }

    private String oversized() {
        int size = values.oneOf(4_000, 8_000, 9_000, 17_000, 70_000);
        return switch (values.below(5)) {
            case 0 -> "GET /" + "a".repeat(size) + " HTTP/1.1\r\n" + HOST + "\r\n";
            case 1 -> "GET " + SampleRecords.PATH + "?q=" + "%41".repeat(size / 3) + " HTTP/1.1\r\n" + HOST + "\r\n";
            case 2 ->
                "GET " + SampleRecords.PATH + " HTTP/1.1\r\n" + HOST + "A: "
                        + values.oneOf("a", "\t", " ", ",").repeat(size) + "\r\n\r\n";
            case 3 -> "GET " + SampleRecords.PATH + " HTTP/1.1\r\n" + HOST + "A: b\r\n".repeat(size / 6) + "\r\n";
            default -> "A".repeat(size) + " / HTTP/1.1\r\n" + HOST + "\r\n";
        };
    }
}
