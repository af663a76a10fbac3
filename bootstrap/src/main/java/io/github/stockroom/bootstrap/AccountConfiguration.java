package io.github.stockroom.bootstrap;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.AccountStates;
import io.github.stockroom.application.account.Accounts;
import io.github.stockroom.application.account.PasswordHasher;
import io.github.stockroom.application.account.PasswordResets;
import io.github.stockroom.application.apikey.ApiKeys;
import io.github.stockroom.application.attempt.Attempts;
import io.github.stockroom.application.session.ExternalCallers;
import io.github.stockroom.application.session.Sessions;
import io.github.stockroom.application.session.TokenCodec;
import io.github.stockroom.application.session.TokenLifetimes;
import io.github.stockroom.domain.access.AccessPolicy;
import io.github.stockroom.domain.account.PasswordPolicy;
import io.github.stockroom.persistence.account.CachedAccountStates;
import io.github.stockroom.persistence.account.JdbcAccountRepository;
import io.github.stockroom.persistence.account.JdbcPasswordResetRepository;
import io.github.stockroom.persistence.apikey.JdbcApiKeyRepository;
import io.github.stockroom.persistence.session.JdbcAttempts;
import io.github.stockroom.persistence.session.JdbcKnownClients;
import io.github.stockroom.persistence.session.JdbcSessionRepository;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.rest.security.ApiKeyCheck;
import io.github.stockroom.rest.security.ApiKeySecrets;
import io.github.stockroom.rest.security.BcryptPasswordHasher;
import io.github.stockroom.rest.security.CommonPasswords;
import io.github.stockroom.rest.security.JwtKeys;
import io.github.stockroom.rest.security.JwtSettings;
import io.github.stockroom.rest.security.OidcSettings;
import io.github.stockroom.rest.security.OidcTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    /** Well below the 30 seconds after which a change holds everywhere: the answer may be a while under way as well. */
    private static final Duration STATE_AGE = Duration.ofSeconds(20);

    @Bean
    AccountRepository accountRepository(Database database) {
        return new JdbcAccountRepository(database);
    }

    @Bean
    AccountStates accountStates(AccountRepository accounts) {
        return new CachedAccountStates(accounts, STATE_AGE);
    }

    @Bean
    PasswordHasher passwordHasher(StockroomSettings settings) {
        return new BcryptPasswordHasher(settings.password().hashing().limits());
    }

    @Bean
    PasswordPolicy passwordPolicy(StockroomSettings settings) {
        return new PasswordPolicy(settings.password().minLength(), CommonPasswords.load());
    }

    @Bean
    Attempts attempts(Database database, JwtKeys keys) {
        return new JdbcAttempts(database, keys.digest("attempts")::hex);
    }

    @Bean
    Accounts accounts(
            StockroomSettings settings,
            AccountRepository accounts,
            AccountStates states,
            PasswordHasher hasher,
            Attempts attempts) {
        return Accounts.on(accounts, states, hasher, attempts, settings.signUp().limit(), Clock.systemUTC());
    }

    @Bean
    PasswordResets passwordResets(
            Database database, AccountRepository accounts, AccountStates states, PasswordHasher hasher) {
        return PasswordResets.on(
                new JdbcPasswordResetRepository(database, accounts),
                states,
                hasher,
                UUID::randomUUID,
                Clock.systemUTC());
    }

    @Bean
    ApiKeys apiKeys(Database database, AccountStates states, AccessPolicy policy) {
        return ApiKeys.on(new JdbcApiKeyRepository(database), states, policy, ApiKeySecrets::next, Clock.systemUTC());
    }

    @Bean
    ApiKeyCheck apiKeyCheck(StockroomSettings settings, ApiKeys keys) {
        return new ApiKeyCheck(keys, settings.apiKeys().requestsPerSecond(), System::nanoTime);
    }

    @Bean
    Sessions sessions(
            StockroomSettings settings,
            Database database,
            AccountRepository accounts,
            AccountStates states,
            PasswordHasher hasher,
            Attempts attempts,
            JwtKeys keys,
            TokenCodec codec,
            TokenLifetimes lifetimes) {
        return Sessions.on(
                accounts,
                states,
                new JdbcSessionRepository(database),
                attempts,
                new JdbcKnownClients(database, keys.digest("known-clients")::hex),
                hasher,
                codec,
                UUID::randomUUID,
                lifetimes,
                settings.signIn().limits(settings.token()),
                Clock.systemUTC());
    }

    @Bean
    ExternalCallers externalCallers(
            StockroomSettings settings,
            JwtSettings own,
            JWKSource<SecurityContext> oidcKeys,
            AccountRepository stored,
            Accounts accounts) {
        Optional<OidcSettings> oidc = settings.oidc().settings();
        if (oidc.filter(outside -> outside.issuer().equals(own.issuer())).isPresent()) {
            throw new SettingException("stockroom.oidc.issuer must be another one than stockroom.jwt.issuer.");
        }
        return new ExternalCallers(
                oidc.map(outside -> new OidcTokens(outside, oidcKeys)),
                stored,
                settings.oidc().accounts() == ExternalIssuer.FirstSight.CREATE
                        ? Optional.of(accounts)
                        : Optional.empty());
    }

    @Bean
    FirstAdministrator firstAdministrator(StockroomSettings settings, PasswordPolicy passwords, Accounts accounts) {
        return new FirstAdministrator(settings, passwords, accounts);
    }
}
