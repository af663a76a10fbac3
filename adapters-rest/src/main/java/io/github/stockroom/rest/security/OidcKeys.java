package io.github.stockroom.rest.security;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of an outside issuer (RFC 7517). Fetched ones are refreshed in the background and stay good for a
 * while when the issuer cannot be reached. An unknown key id makes a request fetch them, no more than twice in half a
 * minute.
 */
public final class OidcKeys implements JWKSetSource<SecurityContext> {

    /** The most bytes of a key set. */
    static final int MAX_BYTES = 512 * 1024;

    private static final Logger log = LoggerFactory.getLogger(OidcKeys.class);

    private static final Duration KEEP = Duration.ofMinutes(15);
    private static final Duration REFRESH_AHEAD = Duration.ofMinutes(3);
    private static final Duration KEEP_IF_UNREACHABLE = Duration.ofHours(4);
    private static final Duration REFETCH = Duration.ofSeconds(30);
    /** The time that requests wait for the fetch of another one. */
    private static final Duration WAIT = Duration.ofMillis(500);
    /** The time for a whole fetch, however slowly the bytes come. */
    private static final Duration FETCH = Duration.ofSeconds(2);

    private static final int MIN_RSA_BITS = 2048;

    private final URI url;
    private final HttpClient http;

    private OidcKeys(URI url) {
        this.url = url;
        this.http = HttpClient.newBuilder()
                .connectTimeout(FETCH)
                .followRedirects(Redirect.NEVER)
                .proxy(ProxySelector.getDefault())
                .build();
    }

    /**
     * Keys that are fetched when the first token asks for them. Close the source to end its threads. A fetch that fails
     * is not repeated at once: the request that waits for it would wait for both.
     */
    public static JWKSource<SecurityContext> at(URI url) {
        return JWKSourceBuilder.create(new OidcKeys(url))
                .cache(KEEP.toMillis(), WAIT.toMillis())
                .refreshAheadCache(REFRESH_AHEAD.toMillis(), true)
                .rateLimited(REFETCH.toMillis())
                .outageTolerant(KEEP_IF_UNREACHABLE.toMillis())
                .build();
    }

    /** @throws IllegalArgumentException when the text is no key set, or has no usable key */
    public static JWKSource<SecurityContext> of(String jwks) {
        try {
            return new ImmutableJWKSet<>(usable(jwks));
        } catch (ParseException e) {
            throw new IllegalArgumentException("it is no JSON Web Key Set with a usable public key", e);
        }
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long now, @Nullable SecurityContext context)
            throws JWKSetUnavailableException {
        try {
            return usable(fetch());
        } catch (IOException | ParseException e) {
            log.warn("the keys of the outside issuer cannot be had from {}: {}", url, e.getMessage());
            throw new JWKSetUnavailableException("the keys of the outside issuer cannot be had", e);
        }
    }

    private String fetch() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(FETCH)
                .header("Accept", "application/json")
                .build();
        CompletableFuture<HttpResponse<String>> response = http.sendAsync(
                request,
                head -> head.statusCode() == 200
                        ? new BoundedText()
                        : BodySubscribers.replacing("status " + head.statusCode()));
        try {
            HttpResponse<String> received = response.get(FETCH.toMillis(), TimeUnit.MILLISECONDS);
            if (received.statusCode() != 200) {
                throw new IOException(received.body());
            }
            return received.body();
        } catch (TimeoutException e) {
            throw new IOException("no response within " + FETCH.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            response.cancel(true);
        }
    }

    /** Without secrets, and without RSA keys that are too short to be trusted (RFC 7518, 3.3). */
    private static JWKSet usable(String text) throws ParseException {
        List<JWK> keys = JWKSet.parse(text).toPublicJWKSet().getKeys().stream()
                .filter(key -> !(key instanceof RSAKey) || key.size() >= MIN_RSA_BITS)
                .toList();
        if (keys.isEmpty()) {
            throw new ParseException("no usable key", 0);
        }
        return new JWKSet(keys);
    }

    @Override
    public void close() {}

    private static final class BoundedText implements BodySubscriber<String> {

        private final CompletableFuture<String> text = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.@Nullable Subscription subscription;

        @Override
        public CompletionStage<String> getBody() {
            return text;
        }

        @Override
        public void onSubscribe(Flow.Subscription made) {
            subscription = made;
            made.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                if (bytes.size() + buffer.remaining() > MAX_BYTES) {
                    if (subscription != null) {
                        subscription.cancel();
                    }
                    text.completeExceptionally(new IOException("more than " + MAX_BYTES + " bytes"));
                    return;
                }
                byte[] part = new byte[buffer.remaining()];
                buffer.get(part);
                bytes.writeBytes(part);
            }
        }

        @Override
        public void onError(Throwable failure) {
            text.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            text.complete(bytes.toString(StandardCharsets.UTF_8));
        }
    }
}
