package io.github.stockroom.rest.security;

/**
 * The issuer and the audience of tokens (RFC 7519, 4.1.1 and 4.1.3).
 *
 * @param issuer a URL that leads to this service, if others look for the public keys there; otherwise any name
 */
public record JwtSettings(String issuer, String audience) {}
