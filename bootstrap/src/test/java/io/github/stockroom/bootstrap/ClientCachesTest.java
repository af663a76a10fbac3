package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.CachedReads;
import io.github.stockroom.bootstrap.testing.ClientCache;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The caches of Apache HttpClient and OkHttp (docs/contract.md: Caching). What they answer is what the service would
 * answer.
 */
class ClientCachesTest {

    private static final String LONG_TEXT = "a long text ".repeat(400);
    private static final String PROFILE = "/api/v1/users/auth/user";

    private final RunningService service = DatabaseKind.H2.service();
    private final Http http = service.http();

    @ParameterizedTest
    @EnumSource
    void eachClientGetsWhatItCanReadWhicheverAskedBefore(ClientCache.Kind kind) {
        String movie = movie();
        try (ClientCache cache = kind.to(http.base())) {
            var reads = new CachedReads(http::get, cache::get);
            reads.areRightInEveryOrder(movie);
            reads.areRightInEveryOrder(movie.replace("/movie/", "/movie?limit=1&id__in="));
            for (String coding : List.of("gzip", "identity", "gzip")) {
                reads.areRight("/openapi.json", "Accept-Encoding: " + coding);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void changesAreSeenAtOnceAndWhatStaysIsNotSentAgain(ClientCache.Kind kind) {
        String movie = movie();
        try (ClientCache cache = kind.to(http.base())) {
            var reads = new CachedReads(http::get, cache::get);
            for (String coding : List.of("gzip", "identity")) {
                String accepts = "Accept-Encoding: " + coding;
                reads.areRight(movie, accepts);
                Reply held = cache.get(movie, accepts);
                assertThat(held.header("X-Cache")).isEqualTo("REVALIDATED");
                String body = "{\"description\":\"" + coding + LONG_TEXT + "\"}";
                assertThat(http.patch(movie, body, "If-Match: " + held.etag()).status())
                        .isEqualTo(200);
                reads.areRight(movie, accepts, "Cache-Control: max-stale=60");
                reads.areRight(movie, accepts);
            }
            assertThat(http.delete(movie).status()).isEqualTo(204);
            reads.areRight(movie, "Accept-Encoding: gzip");
            reads.areRight(movie);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theAccountOfAnotherCallerIsNotShown(ClientCache.Kind kind) {
        try (ClientCache cache = kind.to(http.base())) {
            for (int i = 0; i < 3; i++) {
                String name = Tokens.createUser(http, "user");
                String token = bearer(Tokens.access(http, name));
                assertThat(cache.get(PROFILE, token).json().required("username").stringValue())
                        .isEqualTo(name);
            }
            assertThat(cache.get(PROFILE).status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource
    void filesOfTheConsoleAreKept(ClientCache.Kind kind) {
        try (ClientCache cache = kind.to(http.base())) {
            String script = Pattern.compile("/console/assets/main-[^\"]*")
                    .matcher(cache.get("/console").text())
                    .results()
                    .map(MatchResult::group)
                    .findFirst()
                    .orElseThrow();
            Reply first = cache.get(script);
            Reply again = cache.get(script);
            assertThat(again.header("X-Cache")).isEqualTo("HIT");
            assertThat(again.text()).isEqualTo(first.text());
        }
    }

    /** Creates a movie that is long enough to be compressed; returns its path. */
    private String movie() {
        String body = "{\"title\":\"Long\",\"year\":1990,\"description\":\"" + LONG_TEXT + "\"}";
        return "/api/v1/movie/" + http.post("/api/v1/movie", body).id();
    }
}
