package io.github.stockroom.rest.security;

import org.jspecify.annotations.Nullable;

/**
 * Which tokens of an outside issuer are good.
 *
 * @param issuer the claim {@code iss}
 * @param audience one of the claim {@code aud}, or the claim {@code client_id} of a token without {@code aud}
 * @param roleClaim a claim with text or an array of texts; null: everybody is a user
 * @param adminValue what this claim is, or has in it, for an administrator
 */
public record OidcSettings(
        String issuer, String audience, @Nullable String roleClaim, String adminValue) {}
