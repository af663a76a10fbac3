package io.github.stockroom.authorizer;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The keys that the service signs tokens with: its public keys, which are given, and its secrets, which are read where
 * it reads them. Read at the start, again every quarter of an hour, and at once, but no more than twice in half a
 * minute, when no key fits a token: so a new key is found without another deployment of this function, and a snapshot
 * of it (Lambda SnapStart) that was taken before.
 */
final class TokenKeys implements JWKSetSource<SecurityContext> {

    private static final Duration KEEP = Duration.ofMinutes(15);
    private static final Duration KEEP_IF_UNREADABLE = Duration.ofHours(4);
    private static final Duration REREAD = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final JWKSet publicKeys;
    private final SecretText secrets;

    /**
     * The place where the secrets are kept: a JSON object with {@code secret} and {@code previousSecret}, either may
     * be empty.
     */
    @FunctionalInterface
    interface SecretText {
        String read() throws IOException;
    }

    private TokenKeys(JWKSet publicKeys, SecretText secrets) {
        this.publicKeys = publicKeys;
        this.secrets = secrets;
    }

    /**
     * Reads all keys once, so that a function that cannot have any does not start.
     *
     * @param publicKeys as the service publishes them at {@code /.well-known/jwks.json}; may be empty
     * @throws KeysUnavailableException when the secrets cannot be read, or there is no key at all
     */
    static JWKSource<SecurityContext> of(JWKSet publicKeys, SecretText secrets) {
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(new TokenKeys(publicKeys, secrets))
                .cache(KEEP.toMillis(), PATIENCE.toMillis())
                .refreshAheadCache(false) // would need a thread that Lambda stops between requests
                .rateLimited(REREAD.toMillis())
                .outageTolerant(KEEP_IF_UNREADABLE.toMillis())
                .build();
        try {
            keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null);
        } catch (KeySourceException e) {
            throw new KeysUnavailableException("the keys of tokens cannot be read", e);
        }
        return keys;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long currentTime, SecurityContext context)
            throws KeySourceException {
        List<JWK> keys = new ArrayList<>(publicKeys.getKeys());
        try {
            Map<String, Object> texts = JSONObjectUtils.parse(secrets.read());
            for (String name : List.of("secret", "previousSecret")) {
                if (texts.get(name) instanceof String text && !text.isBlank()) {
                    keys.add(secret(text));
                }
            }
        } catch (IOException e) {
            throw new JWKSetUnavailableException("the secrets cannot be read", e);
        } catch (ParseException e) {
            throw new JWKSetUnavailableException("the secrets are no JSON"); // the cause would quote them
        }
        if (keys.isEmpty()) {
            throw new JWKSetUnavailableException("there is no key");
        }
        return new JWKSet(keys);
    }

    /** Without an id, as in the service: an id that is a digest of the secret would help to guess it. */
    private static JWK secret(String text) {
        return new OctetSequenceKey.Builder(text.getBytes(StandardCharsets.UTF_8))
                .algorithm(JWSAlgorithm.HS256)
                .keyUse(KeyUse.SIGNATURE)
                .build();
    }

    @Override
    public void close() {}
}
