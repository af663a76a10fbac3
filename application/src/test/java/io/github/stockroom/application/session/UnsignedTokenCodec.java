package io.github.stockroom.application.session;

import io.github.stockroom.application.session.InvalidTokenException.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the tokens that it wrote itself, as long as they have not expired. */
public final class UnsignedTokenCodec implements TokenCodec {

    private final Map<String, AccessClaims> access = new ConcurrentHashMap<>();
    private final Map<String, RefreshClaims> refresh = new ConcurrentHashMap<>();
    private final Clock clock;

    public UnsignedTokenCodec(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String write(AccessClaims claims) {
        return put(access, claims.id(), claims);
    }

    @Override
    public String write(RefreshClaims claims) {
        return put(refresh, claims.id(), claims);
    }

    @Override
    public AccessClaims readAccess(String token) {
        AccessClaims claims = get(access, token);
        checkTime(claims.expires());
        return claims;
    }

    @Override
    public AccessClaims readAccessOfAnyAge(String token) {
        return get(access, token);
    }

    @Override
    public RefreshClaims readRefresh(String token) {
        RefreshClaims claims = get(refresh, token);
        checkTime(claims.expires());
        return claims;
    }

    private static <C> String put(Map<String, C> written, UUID id, C claims) {
        String token = id.toString();
        if (written.put(token, claims) != null) {
            throw new IllegalArgumentException("this id was given before");
        }
        return token;
    }

    private static <C> C get(Map<String, C> written, String token) {
        C claims = written.get(token);
        if (claims == null) {
            throw new InvalidTokenException(Reason.NOT_VALID);
        }
        return claims;
    }

    private void checkTime(Instant expires) {
        if (!clock.instant().isBefore(expires)) {
            throw new InvalidTokenException(Reason.NOT_VALID);
        }
    }
}
