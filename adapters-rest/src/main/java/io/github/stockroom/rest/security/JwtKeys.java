package io.github.stockroom.rest.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of tokens: the first signs, all of them verify, so that a new key can take over while tokens of the old one are
 * still about. Immutable and thread-safe; never printed.
 */
public final class JwtKeys {

    /** RFC 7518, 3.2: a key of HS256 is as long as its hash. */
    public static final int MIN_SECRET_BYTES = 32;

    private final List<JWK> keys;

    /** @param keys at least one, the one to sign with first; made by the methods here */
    public JwtKeys(List<JWK> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("tokens need a key");
        }
        this.keys = List.copyOf(keys);
    }

    /**
     * A secret for HS256, known to nobody but this service.
     *
     * @throws IllegalArgumentException when it is shorter than {@link #MIN_SECRET_BYTES} bytes of UTF-8
     */
    public static JWK secret(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("the secret is shorter than " + MIN_SECRET_BYTES + " bytes");
        }
        try {
            return new OctetSequenceKey.Builder(bytes)
                    .algorithm(JWSAlgorithm.HS256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint()
                    .build();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether others can check tokens with public keys: {@link #publicKeys()} has some. */
    public boolean arePublic() {
        return !new JWKSet(keys).toPublicJWKSet().isEmpty();
    }

    /** The public keys as a JSON Web Key Set (RFC 7517, 5). */
    public String publicKeys() {
        return new JWKSet(keys).toPublicJWKSet().toString();
    }

    /** The algorithms that tokens are signed with, the current first. */
    public List<String> algorithms() {
        return keys.stream().map(key -> key.getAlgorithm().getName()).distinct().toList();
    }

    JWK current() {
        return keys.get(0);
    }

    JWSSigner signer() {
        try {
            return new DefaultJWSSignerFactory().createJWSSigner(current());
        } catch (JOSEException e) {
            throw new IllegalStateException("this key cannot sign", e);
        }
    }

    JWKSet all() {
        return new JWKSet(keys);
    }

    Set<JWSAlgorithm> accepted() {
        return algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
    }
}
