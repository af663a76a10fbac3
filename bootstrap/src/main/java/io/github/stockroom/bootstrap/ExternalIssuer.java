package io.github.stockroom.bootstrap;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.stockroom.rest.security.OidcKeys;
import io.github.stockroom.rest.security.OidcSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The outside OpenID Connect issuer, under {@code stockroom.oidc}.
 *
 * @param issuer the claim {@code iss} of its tokens; null: there is none
 * @param audience the claim {@code aud}, or the client of Cognito; required with an issuer
 * @param jwksUrl where its keys are; null: {@code /.well-known/jwks.json} below the issuer, as Cognito has them
 * @param jwks the keys themselves, as a JSON Web Key Set; null: they are fetched
 * @param jwksFile a file with the keys; null: they are fetched
 * @param roleClaim names the claim that tells administrators; null: every bearer is a user
 * @param adminValue the value of that claim for administrators
 * @param accounts tells if accounts are created for its subjects
 * @param nameClaim names the claim with the user name of a new account
 */
record ExternalIssuer(
        @Nullable String issuer,
        @Nullable String audience,
        @Nullable String jwksUrl,
        @Nullable String jwks,
        @Nullable Path jwksFile,
        @Nullable String roleClaim,
        @DefaultValue("admin") String adminValue,
        @DefaultValue("existing") FirstSight accounts,
        @DefaultValue("preferred_username") String nameClaim) {

    /** The treatment of a subject that no account is linked to. */
    enum FirstSight {
        /** Refuse: an administrator links accounts. */
        EXISTING,
        /** Create an account. */
        CREATE
    }

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    ExternalIssuer {
        issuer = orNull(issuer);
        audience = orNull(audience);
        jwksUrl = orNull(jwksUrl);
        jwks = orNull(jwks);
        roleClaim = orNull(roleClaim);
        if ((issuer == null) != (audience == null)) {
            throw new SettingException("stockroom.oidc.issuer and stockroom.oidc.audience must be set together.");
        }
        if (issuer != null) {
            requireSafe("stockroom.oidc.issuer", issuer);
        }
        if (jwksUrl != null) {
            requireSafe("stockroom.oidc.jwks-url", jwksUrl);
        }
    }

    /** Returns the claims that its tokens must have; empty without an issuer. */
    Optional<OidcSettings> settings() {
        return issuer == null || audience == null
                ? Optional.empty()
                : Optional.of(new OidcSettings(issuer, audience, roleClaim, adminValue, nameClaim));
    }

    /** The keys of its tokens; none without an issuer. */
    JWKSource<SecurityContext> keys() {
        if (issuer == null) {
            return new ImmutableJWKSet<>(new JWKSet());
        }
        try {
            if (jwks != null) {
                return OidcKeys.of(jwks);
            }
            if (jwksFile != null && !jwksFile.toString().isEmpty()) {
                return OidcKeys.of(Files.readString(jwksFile));
            }
        } catch (IllegalArgumentException | IOException e) {
            throw new SettingException("The keys in stockroom.oidc.jwks or stockroom.oidc.jwks-file cannot be used.");
        }
        return OidcKeys.at(
                URI.create(jwksUrl == null ? issuer.replaceAll("/$", "") + "/.well-known/jwks.json" : jwksUrl));
    }

    /** Refuses a URL without TLS: an attacker who can change the keys in transit can sign in as any user. */
    private static void requireSafe(String name, String url) {
        try {
            URI uri = URI.create(url);
            String host = uri.getHost();
            if (host != null
                    && uri.getRawUserInfo() == null
                    && url.length() <= 255
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && LOOPBACK.contains(host))) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new SettingException(name + " must be a URL with https, not " + url + ".");
        }
        throw new SettingException(name + " must be a URL with https, not " + url + ".");
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Names the issuer only. */
    @Override
    public String toString() {
        return "issuer " + issuer;
    }
}
