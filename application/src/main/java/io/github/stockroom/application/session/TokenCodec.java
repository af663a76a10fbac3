package io.github.stockroom.application.session;

/**
 * Turns claims into signed tokens and back. A token is read only if it was signed here, is of the kind asked for, and
 * is good at this moment. Thread-safe.
 */
public interface TokenCodec {

    String write(AccessClaims claims);

    /** Its middle part is ASCII that plain base64 decodes: front ends read the expiry there with {@code atob}. */
    String write(RefreshClaims claims);

    /**
     * @throws InvalidTokenException for anything that {@link #write(AccessClaims)} did not make or that is not good now
     */
    AccessClaims readAccess(String token);

    /**
     * Reads an access token that may have expired, to end what it belonged to.
     *
     * @throws InvalidTokenException for anything that {@link #write(AccessClaims)} did not make
     */
    AccessClaims readAccessOfAnyAge(String token);

    /**
     * @throws InvalidTokenException for anything that {@link #write(RefreshClaims)} did not make or that is not good
     *     now
     */
    RefreshClaims readRefresh(String token);
}
