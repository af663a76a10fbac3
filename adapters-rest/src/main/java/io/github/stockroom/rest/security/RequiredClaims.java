package io.github.stockroom.rest.security;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import io.github.stockroom.domain.shared.UniqueId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/**
 * Claims that a token must have, each of its own type. Nimbus gives null for a claim that is null in the token, rounds
 * a number that is not whole, and makes text of a subject that is a number; here each is a bad token, as is a claim of
 * another type.
 */
final class RequiredClaims {

    private final JWTClaimsSet claims;
    private final SignedJWT token;

    /** @param token that the claims are from, with a good signature */
    RequiredClaims(JWTClaimsSet claims, SignedJWT token) {
        this.claims = claims;
        this.token = token;
    }

    String text(String name) throws BadJWTException {
        if (claims.getClaim(name) instanceof String text) {
            return text;
        }
        throw bad(name);
    }

    String subject() throws BadJWTException {
        if (token.getPayload().toJSONObject().get("sub") instanceof String text) {
            return text;
        }
        throw bad("sub");
    }

    UUID uuid(String name) throws BadJWTException {
        return UniqueId.parse(text(name));
    }

    /** A number that fits in 64 bits. */
    long wholeNumber(String name) throws BadJWTException {
        Object value = claims.getClaim(name);
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigInteger number && number.bitLength() < Long.SIZE) {
            return number.longValue();
        }
        throw bad(name);
    }

    Instant time(String name) throws BadJWTException {
        if (claims.getClaim(name) instanceof Date time) {
            return time.toInstant();
        }
        throw bad(name);
    }

    private static BadJWTException bad(String name) {
        return new BadJWTException("no usable claim " + name);
    }
}
