package io.github.stockroom.application.session;

import static io.github.stockroom.application.account.AccountFixture.anAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.application.HandMovedClock;
import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.Accounts;
import io.github.stockroom.application.account.InMemoryAccountRepository;
import io.github.stockroom.application.account.PlainPasswordHasher;
import io.github.stockroom.application.account.RememberedAccountStates;
import io.github.stockroom.application.attempt.AttemptLimit;
import io.github.stockroom.application.attempt.InMemoryAttempts;
import io.github.stockroom.application.session.InvalidTokenException.Reason;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.account.ExternalIdentity;
import io.github.stockroom.domain.account.PasswordHash;
import io.github.stockroom.domain.account.Profile;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExternalCallersTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final ExternalIdentity IDENTITY = new ExternalIdentity("https://issuer.example", "subject-1");
    private static final Username ADA = new Username("ada");

    private final AccountRepository stored = new InMemoryAccountRepository();
    private final Map<String, ExternalTokens.Claims> good = new HashMap<>();
    private final ExternalTokens tokens = new ExternalTokens() {
        @Override
        public boolean isMeant(String token) {
            return token.startsWith("outside");
        }

        @Override
        public Claims read(String token) {
            return Optional.ofNullable(good.get(token)).orElseThrow(() -> new InvalidTokenException(Reason.NOT_VALID));
        }
    };
    private final Accounts accounts = Accounts.on(
            stored,
            new RememberedAccountStates(stored),
            new PlainPasswordHasher(),
            new InMemoryAttempts(),
            new AttemptLimit("sign-up", 20, Duration.ofHours(1)),
            new HandMovedClock(NOW));
    private final ExternalCallers known = new ExternalCallers(Optional.of(tokens), stored, Optional.empty());
    private final ExternalCallers creating = new ExternalCallers(Optional.of(tokens), stored, Optional.of(accounts));

    @Test
    void knowsWhichTokensAreMeant() {
        assertThat(known.isMeant("outside 1")).isTrue();
        assertThat(known.isMeant("ours")).isFalse();
        assertThat(withoutIssuer().isMeant("outside 1")).isFalse();
    }

    @Test
    void bearerIsTheLinkedAccountInTheRoleOfTheToken() {
        Account ada = linked();
        give("outside 1", Role.ADMIN, "somebody");

        for (ExternalCallers callers : new ExternalCallers[] {known, creating}) {
            ExternalCallers.Authenticated authenticated = callers.authenticate("outside 1");
            assertThat(authenticated.caller()).isEqualTo(new Caller.SignedIn(ada.id(), ADA, Role.ADMIN));
            assertThat(authenticated.created()).isEmpty();
        }
    }

    @Test
    void accountIsCreatedWhereThatIsWanted() {
        give("outside 1", Role.USER, "ada");

        assertRefused(known, "outside 1", Reason.NOT_VALID);
        ExternalCallers.Authenticated first = creating.authenticate("outside 1");

        Account ada = stored.find(IDENTITY).orElseThrow();
        assertThat(first.created()).contains(ada);
        assertThat(first.caller()).isEqualTo(new Caller.SignedIn(ada.id(), ADA, Role.USER));
        assertThat(creating.authenticate("outside 1").created()).isEmpty();
    }

    @Test
    void accountNeedsANameOfItsOwn() {
        anAccount().storedIn(stored);
        give("taken", Role.USER, "ada");
        give("none", Role.USER, null);
        give("impossible", Role.USER, "a/b");

        assertRefused(creating, "taken", Reason.USERNAME_TAKEN);
        assertRefused(creating, "none", Reason.NO_USERNAME);
        assertRefused(creating, "impossible", Reason.NO_USERNAME);
        assertThat(stored.find(IDENTITY)).isEmpty();
    }

    @Test
    void whatIsNotGoodNowIsRefused() {
        Account ada = linked();
        give("outside 1", Role.USER, "ada");
        assertRefused(known, "forged", Reason.NOT_VALID);
        assertRefused(withoutIssuer(), "outside 1", Reason.NOT_VALID);

        stored.administer(ada.id(), account -> account.withActive(false), null);

        assertRefused(known, "outside 1", Reason.NOT_VALID);
        assertRefused(creating, "outside 1", Reason.NOT_VALID);
    }

    private ExternalCallers withoutIssuer() {
        return new ExternalCallers(Optional.empty(), stored, Optional.of(accounts));
    }

    private Account linked() {
        return stored.insert(Profile.of(ADA), null, Role.USER, PasswordHash.NONE, IDENTITY, NOW);
    }

    private void give(String token, Role role, @Nullable String username) {
        good.put(token, new ExternalTokens.Claims(IDENTITY, role, username));
    }

    private static void assertRefused(ExternalCallers callers, String token, Reason reason) {
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> callers.authenticate(token))
                .returns(reason, InvalidTokenException::reason);
    }
}
