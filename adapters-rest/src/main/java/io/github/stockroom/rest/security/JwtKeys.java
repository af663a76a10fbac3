package io.github.stockroom.rest.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.List;

/**
 * The keys of tokens: the first signs, all of them verify, so that a new key can take over while tokens of the old one
 * are still about. Immutable and thread-safe; never printed.
 */
public final class JwtKeys {

    /** RFC 7518, 3.2: a key of HS256 is as long as its hash. */
    public static final int MIN_SECRET_BYTES = 32;

    private final List<JWK> keys;
    private final List<Verifying> verifying;

    /** @param keys at least one, the one to sign with first; made by the methods here */
    public JwtKeys(List<JWK> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("tokens need a key");
        }
        this.keys = List.copyOf(keys);
        this.verifying = keys.stream().map(Verifying::of).toList();
    }

    /**
     * A secret for HS256, known to this service alone. The key has no id: the usual one is a digest of the secret, with
     * which the bearer of a token could try guesses of the secret without asking the service.
     *
     * @throws IllegalArgumentException when it is shorter than {@link #MIN_SECRET_BYTES} bytes of UTF-8
     */
    public static JWK secret(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("the secret is shorter than " + MIN_SECRET_BYTES + " bytes");
        }
        return new OctetSequenceKey.Builder(bytes)
                .algorithm(JWSAlgorithm.HS256)
                .keyUse(KeyUse.SIGNATURE)
                .build();
    }

    /** Returns true if others can check tokens with public keys: {@link #publicKeys()} has some. */
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

    /** Makes digests under keys that are derived from the keys of tokens, which all instances have. */
    public KeyedDigest digest(String purpose) {
        return KeyedDigest.of(
                keys.stream()
                        .map(key -> key instanceof ECKey pair
                                ? pair.getD().decode()
                                : key.toOctetSequenceKey().toByteArray())
                        .toList(),
                purpose);
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

    /**
     * The keys to check a token with, in order. Public keys are found by their id. Secrets have none, so that each is
     * tried; tokens of earlier versions of the service name a thumbprint, which is passed over.
     */
    List<Key> verifying(JWSHeader header) {
        return verifying.stream()
                .filter(candidate -> candidate.fits(header))
                .map(Verifying::key)
                .toList();
    }

    private record Verifying(JWK jwk, Key key) {

        static Verifying of(JWK jwk) {
            try {
                return new Verifying(
                        jwk,
                        jwk instanceof ECKey pair
                                ? pair.toECPublicKey()
                                : jwk.toOctetSequenceKey().toSecretKey());
            } catch (JOSEException e) {
                throw new IllegalArgumentException("this key cannot verify", e);
            }
        }

        boolean fits(JWSHeader header) {
            return header.getAlgorithm().equals(jwk.getAlgorithm())
                    && (jwk.getKeyID() == null || jwk.getKeyID().equals(header.getKeyID()));
        }
    }
}
