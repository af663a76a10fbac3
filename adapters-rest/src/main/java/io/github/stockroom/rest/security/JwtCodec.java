package io.github.stockroom.rest.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.github.stockroom.application.session.AccessClaims;
import io.github.stockroom.application.session.InvalidTokenException;
import io.github.stockroom.application.session.InvalidTokenException.Reason;
import io.github.stockroom.application.session.RefreshClaims;
import io.github.stockroom.application.session.TokenCodec;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.domain.shared.ValidationException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as JSON Web Tokens (RFC 7519). An access token has the claims of both earlier systems; a refresh token none
 * but numbers, UUIDs and its kind, and neither issuer nor audience, so that no gateway takes it for an access token.
 */
public final class JwtCodec implements TokenCodec {

    private static final String KIND = "token_type";
    private static final String ACCESS = "access";
    private static final String REFRESH = "refresh";
    private static final String ACCOUNT = "user_id";
    private static final String TOKEN_VERSION = "ver";

    private final JwtSettings settings;
    private final JWSHeader header;
    private final JWSSigner signer;
    private final ConfigurableJWTProcessor<SecurityContext> access;
    private final ConfigurableJWTProcessor<SecurityContext> accessOfAnyAge;
    private final ConfigurableJWTProcessor<SecurityContext> refresh;

    public JwtCodec(JwtKeys keys, JwtSettings settings) {
        this.settings = settings;
        this.header = new JWSHeader.Builder(JWSAlgorithm.parse(keys.algorithms().get(0)))
                .type(JOSEObjectType.JWT)
                .keyID(keys.current().getKeyID())
                .build();
        this.signer = keys.signer();
        var accessClaims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .claim(KIND, ACCESS)
                .build();
        var required = Set.of("sub", "exp", "iat", "jti", "role", ACCOUNT, TOKEN_VERSION);
        this.access = processor(keys, new DefaultJWTClaimsVerifier<>(settings.audience(), accessClaims, required));
        this.accessOfAnyAge = processor(
                keys, new DefaultJWTClaimsVerifier<SecurityContext>(settings.audience(), accessClaims, required) {
                    @Override
                    protected @Nullable Date currentTime() {
                        return null; // so that no time is compared
                    }
                });
        this.refresh = processor(
                keys,
                new DefaultJWTClaimsVerifier<>(
                        new JWTClaimsSet.Builder().claim(KIND, REFRESH).build(), Set.of("exp", "iat", "jti", ACCOUNT)));
    }

    @Override
    public String write(AccessClaims claims) {
        return sign(claims(ACCESS, claims.account(), claims.issued(), claims.expires())
                .jwtID(claims.id().toString())
                .issuer(settings.issuer())
                .audience(settings.audience())
                .subject(claims.username().value())
                .claim("id", claims.account().value())
                .claim("role", claims.role().code())
                .claim(TOKEN_VERSION, claims.tokenVersion())
                .build());
    }

    @Override
    public String write(RefreshClaims claims) {
        return sign(claims(REFRESH, claims.account(), claims.issued(), claims.expires())
                .jwtID(claims.id().toString())
                .build());
    }

    @Override
    public AccessClaims readAccess(String token) {
        return read(access, token, JwtCodec::accessClaims);
    }

    @Override
    public AccessClaims readAccessOfAnyAge(String token) {
        return read(accessOfAnyAge, token, JwtCodec::accessClaims);
    }

    private static AccessClaims accessClaims(RequiredClaims claims) throws BadJWTException {
        return new AccessClaims(
                claims.uuid("jti"),
                new AccountId(claims.wholeNumber(ACCOUNT)),
                new Username(claims.subject()),
                Role.parse(claims.text("role")),
                claims.wholeNumber(TOKEN_VERSION),
                claims.time("iat"),
                claims.time("exp"));
    }

    @Override
    public RefreshClaims readRefresh(String token) {
        return read(
                refresh,
                token,
                claims -> new RefreshClaims(
                        claims.uuid("jti"),
                        new AccountId(claims.wholeNumber(ACCOUNT)),
                        claims.time("iat"),
                        claims.time("exp")));
    }

    @FunctionalInterface
    private interface ClaimsReader<T> {
        T read(RequiredClaims claims) throws BadJWTException;
    }

    private static <T> T read(
            ConfigurableJWTProcessor<SecurityContext> processor, String token, ClaimsReader<T> reader) {
        SignedJWT signed = parse(token);
        try {
            return reader.read(new RequiredClaims(processor.process(signed, null), signed));
        } catch (BadJOSEException | JOSEException | ValidationException | IllegalArgumentException e) {
            throw new InvalidTokenException(Reason.NOT_VALID);
        }
    }

    /**
     * Nimbus throws more than it says for a header that is JSON and no object, such as {@code null}; nothing is
     * verified yet.
     */
    private static SignedJWT parse(String token) {
        try {
            return SignedJWT.parse(token);
        } catch (ParseException | RuntimeException e) {
            throw new InvalidTokenException(Reason.NOT_VALID);
        }
    }

    private static ConfigurableJWTProcessor<SecurityContext> processor(
            JwtKeys keys, DefaultJWTClaimsVerifier<SecurityContext> verifier) {
        verifier.setMaxClockSkew(0); // the clock that reads is the one that wrote, or one kept by the same time service
        var processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector((header, context) -> keys.verifying(header));
        processor.setJWTClaimsSetVerifier(verifier);
        return processor;
    }

    private static JWTClaimsSet.Builder claims(String kind, AccountId account, Instant issued, Instant expires) {
        return new JWTClaimsSet.Builder()
                .claim(KIND, kind)
                .claim(ACCOUNT, account.value())
                .issueTime(Date.from(issued))
                .expirationTime(Date.from(expires));
    }

    private String sign(JWTClaimsSet claims) {
        var token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the token could not be signed", e);
        }
        return token.serialize();
    }
}
