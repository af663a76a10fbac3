package io.github.stockroom.application.account;

import static io.github.stockroom.application.account.AccountFixture.anAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.application.HandMovedClock;
import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordHash;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordResetsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123456Z");

    private final HandMovedClock clock = new HandMovedClock(NOW.plusNanos(789));
    private final InMemoryAccountRepository accounts = new InMemoryAccountRepository();
    private final AccountStates states = new RememberedAccountStates(accounts);
    private final PasswordResets resets = PasswordResets.on(
            new InMemoryPasswordResetRepository(accounts), states, new PlainPasswordHasher(), UUID::randomUUID, clock);

    private final Account ada = anAccount().storedIn(accounts);

    @Test
    void tokenIsGoodForAnHourAndOnce() {
        assertThat(states.find(ada.id())).contains(ada);
        ResetToken token = resets.make(ada.id());
        assertThat(token.expires()).isEqualTo(NOW.plus(PasswordResets.LIFETIME));
        assertThat(token.toString()).isNotBlank().doesNotContain(token.value());
        assertThat(states.find(ada.id()).orElseThrow().tokenVersion()).isEqualTo(1);

        clock.pass(PasswordResets.LIFETIME.minusNanos(1_000));
        assertThat(resets.owner(token.value()).map(Account::id)).contains(ada.id());
        assertThat(resets.redeem(token.value(), new Password("other"), "client"))
                .isPresent();

        assertThat(states.find(ada.id()).orElseThrow().tokenVersion()).isEqualTo(2);
        assertThat(accounts.password(ada.id())).contains(new PasswordHash("plain:other"));
        assertThat(resets.owner(token.value())).isEmpty();
        assertThat(resets.redeem(token.value(), new Password("third"), "client"))
                .isEmpty();
    }

    @Test
    void tokenExpires() {
        ResetToken token = resets.make(ada.id());
        clock.pass(PasswordResets.LIFETIME.plus(Duration.ofSeconds(1)));

        assertThat(resets.owner(token.value())).isEmpty();
        assertThat(resets.redeem(token.value(), new Password("other"), "client"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-1-1-1-1", "nul\u0000", "\ud800", "0f8fad5b-d9cb-469f-a165-70867728950e"})
    void whatIsNoTokenHasNoOwner(String token) {
        assertThat(resets.owner(token)).isEmpty();
        assertThat(resets.redeem(token, new Password("other"), "client")).isEmpty();
    }

    @Test
    void unknownAccountIsNotFound() {
        assertThatExceptionOfType(RecordNotFoundException.class).isThrownBy(() -> resets.make(new AccountId(404)));
    }
}
