package io.github.stockroom.authorizer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.domain.shared.ValidationException;
import java.security.Key;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the access tokens that the service makes; its claims and algorithms are the service's. Thread-safe. */
final class AccessTokens {

    private static final JWKMatcher SECRETS = new JWKMatcher.Builder()
            .keyType(KeyType.OCT)
            .algorithm(JWSAlgorithm.HS256)
            .build();

    /** Fits no key; a source that finds no key reads its keys anew. */
    private static final JWKSelector NO_KEY =
            new JWKSelector(new JWKMatcher.Builder().keyID("none").build());

    private final ConfigurableJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final JWKSource<SecurityContext> keys;

    AccessTokens(JWKSource<SecurityContext> keys, String issuer, String audience) {
        this.keys = keys;
        var verifier = new DefaultJWTClaimsVerifier<SecurityContext>(
                audience,
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .claim("token_type", "access")
                        .build(),
                Set.of("sub", "exp", "iat", "jti", "role", "user_id", "ver"));
        verifier.setMaxClockSkew(0); // as in the service, so that neither takes what the other refuses
        processor.setJWTClaimsSetVerifier(verifier);
        processor.setJWSKeySelector((header, context) -> verifying(header));
    }

    /**
     * Returns the caller that a token is for; empty for a token that is not valid.
     *
     * @throws KeysUnavailableException when no key can be had
     */
    Optional<Caller.SignedIn> read(String token) {
        try {
            SignedJWT signed = parse(token);
            return Optional.of(caller(claims(signed), signed));
        } catch (RateLimitReachedException e) {
            return Optional.empty(); // signed with a key that was not there when the keys were last read, a moment ago
        } catch (KeySourceException e) {
            throw new KeysUnavailableException("the keys of tokens cannot be read", e);
        } catch (ParseException | BadJOSEException | JOSEException | ValidationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the issuer that a token names. Nothing is verified. */
    static Optional<String> issuer(String token) {
        try {
            return Optional.ofNullable(parse(token).getJWTClaimsSet().getIssuer());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /**
     * Nimbus throws more than it says for a header that is JSON and no object, such as {@code null}; nothing is
     * verified yet.
     */
    private static SignedJWT parse(String token) throws ParseException {
        try {
            return SignedJWT.parse(token);
        } catch (RuntimeException e) {
            throw new ParseException("no signed token", 0);
        }
    }

    /**
     * Secrets have no id that could tell a new one from a forgery: reads them anew when none of them fits the
     * signature.
     */
    private JWTClaimsSet claims(SignedJWT token) throws BadJOSEException, JOSEException {
        try {
            return processor.process(token, null);
        } catch (BadJWSException e) {
            keys.get(NO_KEY, null);
            return processor.process(token, null);
        }
    }

    /** As the service: a public key by its id, and of the secrets, which have none, each in turn. */
    private List<Key> verifying(JWSHeader header) throws KeySourceException {
        JWSAlgorithm algorithm = header.getAlgorithm();
        if (algorithm.equals(JWSAlgorithm.HS256)) {
            return KeyConverter.toJavaKeys(keys.get(new JWKSelector(SECRETS), null));
        }
        return algorithm.equals(JWSAlgorithm.ES256) && header.getKeyID() != null
                ? KeyConverter.toJavaKeys(keys.get(new JWKSelector(JWKMatcher.forJWSHeader(header)), null))
                : List.of();
    }

    /**
     * A claim that is there may be null all the same, or of another type; Nimbus makes text of a subject that is a
     * number.
     */
    private static Caller.SignedIn caller(JWTClaimsSet claims, SignedJWT token) throws BadJWTException {
        wholeNumber(claims, "ver");
        if (claims.getExpirationTime() == null
                || claims.getIssueTime() == null
                || !(token.getPayload().toJSONObject().get("sub") instanceof String)) {
            throw new BadJWTException("no usable claims");
        }
        return new Caller.SignedIn(
                new AccountId(wholeNumber(claims, "user_id")),
                new Username(text(claims, "sub")),
                Role.parse(text(claims, "role")));
    }

    private static String text(JWTClaimsSet claims, String name) throws BadJWTException {
        if (claims.getClaim(name) instanceof String text) {
            return text;
        }
        throw new BadJWTException("no usable claim " + name);
    }

    private static long wholeNumber(JWTClaimsSet claims, String name) throws BadJWTException {
        @Nullable Object value = claims.getClaim(name);
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        throw new BadJWTException("no usable claim " + name);
    }
}
