package io.github.stockroom.rest.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stockroom.rest.json.RecordLimits;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ProxiesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.5 | 203.0.113.9 | 203.0.113.9",
                "10.0.0.5 | 6.6.6.6, 203.0.113.9, 10.0.0.7 | 203.0.113.9",
                "10.0.0.5 | 10.0.0.8, 10.0.0.7 | 10.0.0.8",
                "10.0.0.5 | evil.example, 10.0.0.7 | 10.0.0.7",
                "10.0.0.5 | 2001:db8::1 | 2001:db8::1",
                "192.0.2.1 | 203.0.113.9 | 192.0.2.1",
                "10.0.0.5 | '' | 10.0.0.5",
                "10.0.0.5 | 203.0.113.9:5678 | 203.0.113.9",
                "10.0.0.5 | 10.0.0.7:1, 10.0.0.8:65535 | 10.0.0.7",
                "10.0.0.5 | [2001:DB8:0:0::1]:443 | 2001:db8::1",
                "10.0.0.5 | [2001:db8::1] | 2001:db8::1",
                "10.0.0.5 | ::ffff:203.0.113.9 | 203.0.113.9",
                "10.0.0.5 | 203.0.113.9, , ,10.0.0.7,, | 203.0.113.9",
                "10.0.0.5 | 203.0.113.9, unknown | 10.0.0.5",
                "10.0.0.5 | 203.0.113.9, 10.0.0.7, 010.0.0.8 | 10.0.0.5",
                "10.0.0.5 | 203.0.113.9, 10.7 | 10.0.0.5",
                "10.0.0.5 | 203.0.113.9, 203.0.113.8:x | 10.0.0.5",
                "10.0.0.5 | [::1 | 10.0.0.5",
                "10.0.0.5 | .: | 10.0.0.5"
            })
    void theClientIsTheLastHopThatIsNotTrusted(String peer, String forwardedFor, String client) {
        MockHttpServletRequest request = from(peer);
        request.addHeader("X-Forwarded-For", forwardedFor);
        assertThat(trusting("10.0.0.0/8").clientAddress(request)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, https, shop.example, https://shop.example",
        "10.0.0.5, http, 'shop.example:81, inner', http://shop.example:81",
        "10.0.0.5, ftp, a/b, http://inner:8000",
        "192.0.2.1, https, shop.example, http://inner:8000"
    })
    void forwardedAddressesCountFromTrustedPeersOnly(String peer, String proto, String host, String base) {
        MockHttpServletRequest request = from(peer);
        request.addHeader("X-Forwarded-Proto", proto);
        request.addHeader("X-Forwarded-Host", host);
        assertThat(trusting("10.0.0.0/8").baseUrl(request)).isEqualTo(base);
    }

    /** A proxy may append to the list, or add a line of its own; the first line may be the client's invention. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "6.6.6.6 | 203.0.113.9 | 203.0.113.9",
                "6.6.6.6, 203.0.113.9 | 10.0.0.7 | 203.0.113.9",
                "10.0.0.8 | 10.0.0.7 | 10.0.0.8",
                "6.6.6.6 | garbage | 10.0.0.5"
            })
    void severalLinesAreOneList(String first, String second, String client) {
        MockHttpServletRequest request = from("10.0.0.5");
        request.addHeader("X-Forwarded-For", first);
        request.addHeader("X-Forwarded-For", second);
        Proxies proxies = trusting("10.0.0.0/8");
        assertThat(proxies.clientAddress(request)).isEqualTo(client);
        assertThat(proxies.clientAddress("10.0.0.5", name -> Collections.list(request.getHeaders(name))))
                .as("as the server sees it before any servlet")
                .isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "for=203.0.113.9 | 203.0.113.9",
                "For=\"203.0.113.9:5678\";proto=https;by=10.0.0.5 | 203.0.113.9",
                "for=6.6.6.6, for=203.0.113.9;host=\"a,b;for=7.7.7.7\", for=10.0.0.7 | 203.0.113.9",
                "for=\"[2001:DB8::1]:4711\" | 2001:db8::1",
                "for=\"[2001:db8::1]:_port\" | 2001:db8::1",
                "for=\"203.0.113.\\9\" | 203.0.113.9",
                "for=203.0.113.9:80 | 203.0.113.9",
                "for=203.0.113.9, for=10.0.0.7, for=unknown | 10.0.0.5",
                "for=203.0.113.9, for=_hidden, for=10.0.0.7 | 10.0.0.7",
                "for=203.0.113.9, proto=http | 10.0.0.5",
                "for=\"unterminated, for=203.0.113.9 | 10.0.0.5",
                "for=203.0.113.9;for=6.6.6.6 | 10.0.0.5",
                "for = 203.0.113.9 | 10.0.0.5",
                "203.0.113.9 | 10.0.0.5",
                ";;,, for=203.0.113.9;, | 203.0.113.9",
                "for= | 10.0.0.5"
            })
    void readsForwarded(String forwarded, String client) {
        for (Proxies.Headers headers : Proxies.Headers.values()) {
            MockHttpServletRequest request = from("10.0.0.5");
            request.addHeader("Forwarded", forwarded);
            assertThat(new Proxies(settings(List.of("10.0.0.0/8")), headers).clientAddress(request))
                    .isEqualTo(client);
        }
    }

    /** The one that the proxies do not write is the client's own. */
    @Test
    void believesOneKindOfHeaderFields() {
        MockHttpServletRequest request = from("10.0.0.5");
        request.addHeader("X-Forwarded-For", "203.0.113.1");
        request.addHeader("X-Forwarded-Host", "one.example");
        request.addHeader("Forwarded", "for=203.0.113.2;proto=https;host=two.example");
        Proxies byDefault = trusting("10.0.0.0/8");
        assertThat(byDefault.clientAddress(request)).isEqualTo("203.0.113.1");
        assertThat(byDefault.baseUrl(request)).isEqualTo("http://one.example");
        Proxies standard = new Proxies(settings(List.of("10.0.0.0/8")), Proxies.Headers.FORWARDED);
        assertThat(standard.clientAddress(request)).isEqualTo("203.0.113.2");
        assertThat(standard.baseUrl(request)).isEqualTo("https://two.example");
    }

    /**
     * Each proxy appends to all lists; what stands further left than the client's proxy wrote is the client's
     * invention.
     */
    @Test
    void takesSchemeAndHostFromTheOutermostTrustedProxy() {
        MockHttpServletRequest request = from("10.0.0.5");
        request.addHeader("X-Forwarded-For", "6.6.6.6, 203.0.113.9, 10.0.0.7");
        request.addHeader("X-Forwarded-Proto", "ftp, HTTPS, http");
        request.addHeader("X-Forwarded-Host", "evil.example, shop.example");
        request.addHeader("X-Forwarded-Host", "inner.example");
        assertThat(trusting("10.0.0.0/8").baseUrl(request)).isEqualTo("https://shop.example");
        MockHttpServletRequest standard = from("10.0.0.5");
        standard.addHeader("Forwarded", "for=6.6.6.6;host=evil.example");
        standard.addHeader("Forwarded", "for=203.0.113.9;host=shop.example;proto=https, for=10.0.0.7;host=inner");
        assertThat(trusting("10.0.0.0/8").baseUrl(standard)).isEqualTo("https://shop.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[[",
                "]",
                "[1]",
                "::",
                "a:b:c",
                "a:99999",
                "a:",
                ":80",
                "a b",
                "a%41",
                "user@a",
                "[::1%25eth0]",
                "\u00e4"
            })
    void passesOverAHostThatIsNone(String host) {
        MockHttpServletRequest request = from("10.0.0.5");
        request.addHeader("X-Forwarded-Host", host);
        assertThat(trusting("10.0.0.0/8").baseUrl(request)).isEqualTo("http://inner:8000");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, https, , true",
        "10.0.0.5, http, https://shop.example, false",
        "192.0.2.1, https, , false",
        "192.0.2.1, http, https://shop.example, true",
        "10.0.0.5, , , false"
    })
    void knowsWhetherTheClientUsedTls(String peer, String proto, String publicUrl, boolean secure) {
        MockHttpServletRequest request = from(peer);
        if (proto != null) {
            request.addHeader("X-Forwarded-Proto", proto);
        }
        var proxies = new Proxies(new RestSettings(
                publicUrl,
                List.of("10.0.0.0/8"),
                List.of("*"),
                "",
                false,
                false,
                false,
                0,
                RecordLimits.DEFAULT,
                16_384));
        assertThat(proxies.isSecure(request)).isEqualTo(secure);
    }

    @Test
    void aProxyHidesWhoseClientItIs() {
        Proxies proxies = trusting("10.0.0.0/8");
        assertThat(proxies.certainClient(from("127.0.0.1")))
                .map(InetAddress::getHostAddress)
                .contains("127.0.0.1");
        for (String trace : List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Proto")) {
            MockHttpServletRequest stranger = from("127.0.0.1");
            stranger.addHeader(trace, "127.0.0.1");
            assertThat(proxies.certainClient(stranger)).as(trace).isEmpty();
            MockHttpServletRequest silent = from("10.0.0.5");
            silent.addHeader(trace, "unknown");
            assertThat(proxies.certainClient(silent)).as(trace).isEmpty();
        }
        MockHttpServletRequest forwarded = from("10.0.0.5");
        forwarded.addHeader("X-Forwarded-For", "127.0.0.1, 203.0.113.9");
        assertThat(proxies.certainClient(forwarded))
                .map(InetAddress::getHostAddress)
                .contains("203.0.113.9");
    }

    /** 16 KB, as much as the server takes: each is read once from the right, or once from the left. */
    @ParameterizedTest
    @ValueSource(strings = {",", "10.0.0.7,", " \t", "for=", "\"", "\\", ";", "[", ":", "for=\"\\"})
    void readsLongRepetitions(String part) {
        String value = part.repeat(16_384 / part.length());
        for (String name : List.of("X-Forwarded-For", "Forwarded", "X-Forwarded-Host", "X-Forwarded-Proto")) {
            MockHttpServletRequest request = from("10.0.0.5");
            request.addHeader(name, value);
            assertThat(trusting("10.0.0.0/8").clientAddress(request)).startsWith("10.0.0.");
            assertThat(trusting("10.0.0.0/8").baseUrl(request)).isIn("http://inner:8000", "http://10.0.0.7");
        }
    }

    @Test
    void nobodyIsTrustedByDefault() {
        MockHttpServletRequest request = from("127.0.0.1");
        request.addHeader("X-Forwarded-Host", "shop.example");
        request.addHeader("X-Forwarded-For", "203.0.113.9");
        Proxies proxies = new Proxies(settings(List.of()));
        assertThat(proxies.baseUrl(request)).isEqualTo("http://inner:8000");
        assertThat(proxies.clientAddress(request)).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "10.0.0.0/40", "300.1.1.1", "-"})
    void refusesWhatIsNoAddress(String proxy) {
        assertThatIllegalArgumentException().isThrownBy(() -> trusting(proxy));
    }

    private static Proxies trusting(String proxy) {
        return new Proxies(settings(List.of(proxy)));
    }

    private static RestSettings settings(List<String> proxies) {
        return new RestSettings(null, proxies, List.of("*"), "", false, false, false, 0, RecordLimits.DEFAULT, 16_384);
    }

    private static MockHttpServletRequest from(String peer) {
        var request = new MockHttpServletRequest("GET", "/");
        request.setRemoteAddr(peer);
        request.setServerName("inner");
        request.setServerPort(8000);
        return request;
    }
}
