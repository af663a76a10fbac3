package io.github.stockroom.rest.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.github.stockroom.application.session.ExternalTokens;
import io.github.stockroom.application.session.InvalidTokenException;
import io.github.stockroom.application.session.InvalidTokenException.Reason;
import io.github.stockroom.domain.account.ExternalIdentity;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.shared.ValidationException;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tokens of an OpenID Connect issuer as JSON Web Tokens, those of Amazon Cognito included. */
public final class OidcTokens implements ExternalTokens {

    private static final int MAX_CLOCK_SKEW_SECONDS = 60;

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private final OidcSettings settings;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    public OidcTokens(OidcSettings settings, JWKSource<SecurityContext> keys) {
        this.settings = settings;
        var verifier = new DefaultJWTClaimsVerifier<SecurityContext>(
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build(), Set.of("sub", "exp"));
        verifier.setMaxClockSkew(MAX_CLOCK_SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(verifier);
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    }

    @Override
    public boolean isMeant(String token) {
        try {
            return settings.issuer()
                    .equals(SignedJWT.parse(token).getJWTClaimsSet().getIssuer());
        } catch (ParseException | RuntimeException e) { // Nimbus throws more than it says; our own reader refuses it
            return false;
        }
    }

    @Override
    public Claims read(String token) {
        try {
            SignedJWT signed = SignedJWT.parse(token);
            JWTClaimsSet claims = processor.process(signed, null);
            requireAudience(claims);
            var required = new RequiredClaims(claims, signed);
            required.time("exp"); // Nimbus takes a null for a claim that is there
            return new Claims(
                    new ExternalIdentity(settings.issuer(), required.subject()),
                    role(claims),
                    claims.getClaim(settings.nameClaim()) instanceof String name ? name : null);
        } catch (ParseException | BadJOSEException | JOSEException | ValidationException | IllegalArgumentException e) {
            throw new InvalidTokenException(Reason.NOT_VALID);
        }
    }

    /** Access tokens of Cognito have no audience; they name their client instead. */
    private void requireAudience(JWTClaimsSet claims) throws BadJWTException {
        List<String> audience = claims.getAudience();
        boolean ours = audience.isEmpty()
                ? settings.audience().equals(claims.getClaim("client_id"))
                : audience.contains(settings.audience());
        if (!ours) {
            throw new BadJWTException("another audience");
        }
    }

    private Role role(JWTClaimsSet claims) {
        String name = settings.roleClaim();
        @Nullable Object value = name == null ? null : claims.getClaim(name);
        boolean admin = value instanceof List<?> values
                ? values.contains(settings.adminValue())
                : settings.adminValue().equals(value);
        return name != null && admin ? Role.ADMIN : Role.USER;
    }
}
