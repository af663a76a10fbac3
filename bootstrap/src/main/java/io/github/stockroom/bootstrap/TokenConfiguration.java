package io.github.stockroom.bootstrap;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.stockroom.application.session.TokenCodec;
import io.github.stockroom.application.session.TokenLifetimes;
import io.github.stockroom.rest.security.EcKeys;
import io.github.stockroom.rest.security.JwtCodec;
import io.github.stockroom.rest.security.JwtKeys;
import io.github.stockroom.rest.security.JwtSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wiring of tokens. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    JwtKeys jwtKeys(StockroomSettings settings) {
        var jwt = settings.jwt();
        List<JWK> keys = new ArrayList<>();
        add(keys, jwt.privateKey(), EcKeys::privateKey, "STOCKROOM_JWT_PRIVATE_KEY");
        add(keys, jwt.secret(), JwtKeys::secret, "STOCKROOM_JWT_SECRET");
        if (keys.isEmpty()) {
            if (settings.database().isExternal()) {
                throw new SettingException("STOCKROOM_JWT_SECRET must be set, with " + JwtKeys.MIN_SECRET_BYTES
                        + " bytes or more, because other instances must accept the same tokens.");
            }
            keys.add(JwtKeys.secret(SecretFile.in(settings.dataDir()).secret()));
        }
        add(keys, jwt.previousPrivateKey(), EcKeys::privateKey, "STOCKROOM_JWT_PREVIOUS_PRIVATE_KEY");
        add(keys, jwt.previousSecret(), JwtKeys::secret, "STOCKROOM_JWT_PREVIOUS_SECRET");
        return new JwtKeys(keys);
    }

    @Bean
    JwtSettings jwtSettings(StockroomSettings settings) {
        String issuer = settings.jwt().issuer();
        String publicUrl = settings.publicUrl();
        String name = publicUrl == null ? "stockroom" : publicUrl;
        return new JwtSettings(
                issuer == null || issuer.isBlank() ? name : issuer,
                settings.jwt().audience());
    }

    @Bean
    TokenCodec tokenCodec(JwtKeys keys, JwtSettings settings) {
        return new JwtCodec(keys, settings);
    }

    /** Spring closes it, which ends the threads that fetch. */
    @Bean
    JWKSource<SecurityContext> oidcKeys(StockroomSettings settings) {
        return settings.oidc().keys();
    }

    @Bean
    TokenLifetimes tokenLifetimes(StockroomSettings settings) {
        return settings.token().lifetimes();
    }

    private static void add(List<JWK> keys, @Nullable String text, Function<String, JWK> reader, String setting) {
        if (text == null || text.isBlank()) {
            return;
        }
        try {
            keys.add(reader.apply(text));
        } catch (IllegalArgumentException e) {
            throw new SettingException(setting + " cannot be used: " + e.getMessage() + ".");
        }
    }
}
