package io.github.stockroom.rest.security;

/**
 * Who tokens are from and for (RFC 7519, 4.1.1 and 4.1.3).
 *
 * @param issuer where others look for the public keys, they expect a URL here that leads to this service; any name else
 */
public record JwtSettings(String issuer, String audience) {}
