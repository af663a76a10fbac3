package io.github.stockroom.authorizer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.domain.shared.ValidationException;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

/** Reads the access tokens that the service makes; its claims and algorithms are the service's. Thread-safe. */
final class AccessTokens {

    private final ConfigurableJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    AccessTokens(JWKSource<SecurityContext> keys, String issuer, String audience) {
        var verifier = new DefaultJWTClaimsVerifier<SecurityContext>(
                audience,
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .claim("token_type", "access")
                        .build(),
                Set.of("sub", "exp", "iat", "jti", "role", "user_id", "ver"));
        verifier.setMaxClockSkew(0); // as in the service, so that neither takes what the other refuses
        processor.setJWTClaimsSetVerifier(verifier);
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.HS256, JWSAlgorithm.ES256), keys));
    }

    /**
     * Whose token it is; empty for one that is no good.
     *
     * @throws KeysUnavailableException when no key can be had
     */
    Optional<Caller.SignedIn> read(String token) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            return Optional.of(new Caller.SignedIn(
                    new AccountId(claims.getLongClaim("user_id")),
                    new Username(claims.getSubject()),
                    Role.parse(claims.getStringClaim("role"))));
        } catch (RateLimitReachedException e) {
            return Optional.empty(); // signed with a key that was not there when the keys were last read, a moment ago
        } catch (KeySourceException e) {
            throw new KeysUnavailableException("the keys of tokens cannot be read", e);
        } catch (ParseException | BadJOSEException | JOSEException | ValidationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
