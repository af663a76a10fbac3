package io.github.stockroom.rest.security;

import org.jspecify.annotations.Nullable;

/**
 * The claims that tokens of an outside issuer must have.
 *
 * @param issuer the claim {@code iss}
 * @param audience one of the claim {@code aud}, or the claim {@code client_id} of a token without {@code aud}
 * @param roleClaim a claim with text or an array of texts; null: every bearer is a user
 * @param adminValue what this claim is, or has in it, for an administrator
 * @param nameClaim the claim with the user name of a new account
 */
public record OidcSettings(
        String issuer, String audience, @Nullable String roleClaim, String adminValue, String nameClaim) {}
