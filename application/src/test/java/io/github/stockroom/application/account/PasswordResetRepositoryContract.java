package io.github.stockroom.application.account;

import static io.github.stockroom.application.account.AccountFixture.anAccount;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.AtOnce;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.PasswordHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every {@link PasswordResetRepository}. A subclass gives each test an empty one. */
public abstract class PasswordResetRepositoryContract {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final Instant END = START.plus(Duration.ofHours(1));
    private static final Duration TICK = Duration.ofNanos(1_000);
    private static final PasswordHash NEW = new PasswordHash("hash of another");

    private final UUID token = UUID.randomUUID();
    private Account ada;
    private Account eve;

    /** The store under test: empty when a test starts, and always the same during it. */
    protected abstract PasswordResetRepository resets();

    /** The accounts of the same store. */
    protected abstract AccountRepository accounts();

    @BeforeEach
    protected void storeAccounts() {
        ada = anAccount().named("ada").storedIn(accounts());
        eve = anAccount().named("eve").storedIn(accounts());
    }

    @Test
    void tokenLeadsToItsAccountUntilItExpires() {
        assertThat(resets().store(ada.id(), token, END)).isTrue();

        assertThat(resets().find(token, START)).contains(ada.withTokensRevoked());
        assertThat(resets().find(token, END.minus(TICK))).isPresent();
        assertThat(resets().find(token, END)).isEmpty();
        assertThat(resets().find(UUID.randomUUID(), START)).isEmpty();
    }

    @Test
    void makingATokenTakesBackThoseOfSessions() {
        resets().store(ada.id(), token, END);

        assertThat(accounts().find(ada.id())).contains(ada.withTokensRevoked());
        assertThat(accounts().find(eve.id())).contains(eve);
        assertThat(accounts().password(ada.id())).contains(anAccount().password());
    }

    @Test
    void tokenIsRedeemedOnce() {
        resets().store(ada.id(), token, END);

        Optional<Account> redeemed = resets().redeem(token, NEW, END.minus(TICK));

        assertThat(redeemed).contains(ada.withTokensRevoked().withTokensRevoked());
        assertThat(accounts().find(ada.id())).isEqualTo(redeemed);
        assertThat(accounts().password(ada.id())).contains(NEW);
        assertThat(accounts().password(eve.id())).contains(anAccount().password());
        assertThat(resets().redeem(token, new PasswordHash("third"), START)).isEmpty();
        assertThat(resets().find(token, START)).isEmpty();
        assertThat(accounts().password(ada.id())).contains(NEW);
    }

    @Test
    void tokenThatIsNotGoodChangesNothing() {
        resets().store(ada.id(), token, END);

        assertThat(resets().redeem(token, NEW, END)).isEmpty();
        assertThat(resets().redeem(UUID.randomUUID(), NEW, START)).isEmpty();
        assertThat(accounts().password(ada.id())).contains(anAccount().password());
        assertThat(accounts().find(ada.id())).contains(ada.withTokensRevoked());
    }

    @Test
    void nextTokenTakesThePlaceOfTheLast() {
        UUID next = UUID.randomUUID();
        resets().store(ada.id(), token, END);
        resets().store(ada.id(), next, END);
        UUID other = UUID.randomUUID();
        resets().store(eve.id(), other, END);

        assertThat(resets().redeem(token, NEW, START)).isEmpty();
        assertThat(resets().redeem(next, NEW, START)).isPresent();
        assertThat(resets().redeem(other, NEW, START)).isPresent();
    }

    @Test
    void tokenOutlivesSigningOutAndNoChangeByAnAdministrator() {
        resets().store(ada.id(), token, END);
        resets().store(eve.id(), UUID.randomUUID(), END);
        accounts().revokeTokens(ada.id());
        accounts().changePassword(accounts().find(ada.id()).orElseThrow(), new PasswordHash("own"));
        assertThat(resets().find(token, START)).isPresent();

        accounts().administer(ada.id(), account -> account.withActive(false), null);

        assertThat(resets().find(token, START)).isEmpty();
        assertThat(resets().redeem(token, NEW, START)).isEmpty();
    }

    @Test
    void goneAccountHasNoToken() {
        assertThat(resets().store(new AccountId(Long.MAX_VALUE), token, END)).isFalse();
        resets().store(ada.id(), token, END);
        accounts().delete(ada.id());

        assertThat(resets().find(token, START)).isEmpty();
        assertThat(resets().redeem(token, NEW, START)).isEmpty();
    }

    @Test
    void oneOfEightConcurrentRedemptionsWins() throws Exception {
        resets().store(ada.id(), token, END);

        List<Optional<Account>> outcomes =
                AtOnce.run(8, i -> resets().redeem(token, new PasswordHash("hash " + i), START));

        assertThat(outcomes)
                .filteredOn(Optional::isPresent)
                .singleElement()
                .isEqualTo(accounts().find(ada.id()));
    }

    @Test
    void oneOfEightTokensMadeAtOnceIsGood() throws Exception {
        List<UUID> tokens = AtOnce.run(8, i -> {
            UUID made = UUID.randomUUID();
            resets().store(ada.id(), made, END);
            return made;
        });

        assertThat(tokens)
                .filteredOn(made -> resets().find(made, START).isPresent())
                .hasSize(1);
    }
}
