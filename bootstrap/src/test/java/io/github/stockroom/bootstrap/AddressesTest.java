package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import org.junit.jupiter.api.Test;

/** The base URL of absolute links: by {@code Host}, and by {@code X-Forwarded-*} only if a trusted proxy sent it. */
class AddressesTest {

    private static final String[] FORWARDED = {
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: shop.example",
        "X-Forwarded-Port: 443",
        "X-Forwarded-Prefix: /x",
        "Forwarded: host=shop.example;proto=https"
    };

    @Test
    void anybodysForwardedHeadersAreIgnored() {
        Http http = DatabaseKind.H2.service().http();
        Reply created = http.post(SampleRecords.PATH, SampleRecords.json("Apple", 7), FORWARDED);
        assertThat(created.header("Location")).isEqualTo(http.base() + SampleRecords.path(created));
        assertThat(http.get(SampleRecords.PATH + "?limit=1", FORWARDED).link("first"))
                .startsWith(http.base());
        assertThat(http.get("/api", FORWARDED).text()).doesNotContain("shop.example");
    }

    @Test
    void theHostHeaderNamesTheService() {
        int port = DatabaseKind.H2.service().port();
        String[] hosts = {"shop.example", "shop.example:8080", "[::1]:81", "127.0.0.1:80"};
        String[] bases = {"http://shop.example", "http://shop.example:8080", "http://[::1]:81", "http://127.0.0.1"};
        for (int i = 0; i < hosts.length; i++) {
            Reply list =
                    RawHttp.exchange(port, "GET " + SampleRecords.PATH + "/?limit=1 HTTP/1.1", "Host: " + hosts[i]);
            assertThat(list.link("first")).isEqualTo(bases[i] + SampleRecords.PATH + "?limit=1");
        }
    }

    @Test
    void aTrustedProxysForwardedHeadersCount() {
        try (var service = RunningService.start(DatabaseKind.H2, "stockroom.trusted-proxies=127.0.0.0/8,::1")) {
            Http http = service.http();
            Reply created = http.post(SampleRecords.PATH, SampleRecords.json("Apple", 7), FORWARDED);
            assertThat(created.header("Location")).isEqualTo("https://shop.example" + SampleRecords.path(created));
            assertThat(http.get(SampleRecords.PATH + "?limit=1", FORWARDED).link("first"))
                    .isEqualTo("https://shop.example" + SampleRecords.PATH + "?limit=1");
            Reply odd = http.get("/api", "X-Forwarded-Proto: gopher", "X-Forwarded-Host: a/b?c");
            assertThat(odd.text()).doesNotContain("gopher", "a/b");
        }
    }

    @Test
    void anotherPeersForwardedHeadersDoNotCount() {
        try (var service = RunningService.start(DatabaseKind.H2, "stockroom.trusted-proxies=192.0.2.1")) {
            Reply page = service.http().get(SampleRecords.PATH + "?limit=1", FORWARDED);
            assertThat(page.link("first")).startsWith(service.http().base());
        }
    }
}
