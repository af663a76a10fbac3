package io.github.stockroom.rest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
                "10.0.0.5 | '' | 10.0.0.5"
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
        return new RestSettings(null, proxies, List.of("*"), "", false, false, false, 0, 6);
    }

    private static MockHttpServletRequest from(String peer) {
        var request = new MockHttpServletRequest("GET", "/");
        request.setRemoteAddr(peer);
        request.setServerName("inner");
        request.setServerPort(8000);
        return request;
    }
}
