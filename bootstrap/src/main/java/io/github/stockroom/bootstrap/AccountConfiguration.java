package io.github.stockroom.bootstrap;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.AccountStates;
import io.github.stockroom.application.account.Accounts;
import io.github.stockroom.application.account.PasswordHasher;
import io.github.stockroom.application.session.Sessions;
import io.github.stockroom.application.session.TokenCodec;
import io.github.stockroom.application.session.TokenLifetimes;
import io.github.stockroom.persistence.account.CachedAccountStates;
import io.github.stockroom.persistence.account.JdbcAccountRepository;
import io.github.stockroom.persistence.session.JdbcSessionRepository;
import io.github.stockroom.persistence.session.JdbcSignInAttempts;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.rest.security.BcryptPasswordHasher;
import java.time.Clock;
import java.time.Duration;
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
    PasswordHasher passwordHasher() {
        return new BcryptPasswordHasher();
    }

    @Bean
    Accounts accounts(AccountRepository accounts, AccountStates states, PasswordHasher hasher) {
        return Accounts.on(accounts, states, hasher, Clock.systemUTC());
    }

    @Bean
    Sessions sessions(
            Database database,
            AccountRepository accounts,
            AccountStates states,
            PasswordHasher hasher,
            TokenCodec codec,
            TokenLifetimes lifetimes) {
        return Sessions.on(
                accounts,
                states,
                new JdbcSessionRepository(database),
                new JdbcSignInAttempts(database),
                hasher,
                codec,
                UUID::randomUUID,
                lifetimes,
                Clock.systemUTC());
    }

    @Bean
    FirstAdministrator firstAdministrator(StockroomSettings settings, Accounts accounts) {
        return new FirstAdministrator(settings, accounts);
    }
}
