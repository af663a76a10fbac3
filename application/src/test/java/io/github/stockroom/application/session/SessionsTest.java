package io.github.stockroom.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.session.Credentials.Kind;
import io.github.stockroom.application.session.InvalidTokenException.Reason;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.account.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens: what they say, how long they last, and what ends them. */
class SessionsTest extends SessionsFixture {

    @Test
    void tokensSayWhoseTheyAreInWholeSeconds() {
        TokenPair pair = sessions.open(with("secret"));
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);

        AccessClaims access = codec.readAccess(pair.access());
        assertThat(access)
                .isEqualTo(new AccessClaims(
                        access.id(), ada.id(), ada.username(), Role.USER, 0, now, now.plus(LIFETIMES.access())));
        RefreshClaims refresh = codec.readRefresh(pair.refresh());
        assertThat(refresh).isEqualTo(new RefreshClaims(refresh.id(), ada.id(), now, now.plus(LIFETIMES.refresh())));
        assertThat(pair.toString()).doesNotContain(pair.access(), pair.refresh());
    }

    @Test
    void singleTokenLastsLonger() {
        AccessClaims claims = codec.readAccess(sessions.issueSingleToken(with("secret")));

        assertThat(Duration.between(claims.issued(), claims.expires())).isEqualTo(LIFETIMES.single());
    }

    @Test
    void signingInIsRecorded() {
        sessions.issueSingleToken(with("secret"));

        assertThat(accounts.find(ada.id()).orElseThrow().lastLogin())
                .isEqualTo(clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    @Test
    void emailAddressNamesTheAccountWhateverItsCase() {
        String token = sessions.issueSingleToken(new Credentials(Kind.EMAIL, "aDA@EXAMPLE.org", "secret", "client"));

        assertThat(sessions.authenticate(token)).isEqualTo(new Caller.SignedIn(ada.id(), ada.username(), Role.USER));
    }

    @Test
    void usernameIsNoEmailAddressNorTheOtherWayRound() {
        assertBadCredentials(new Credentials(Kind.EMAIL, "ada", "secret", "client"));
        assertBadCredentials(new Credentials(Kind.USERNAME, "Ada@example.org", "secret", "client"));
        assertBadCredentials(new Credentials(Kind.USERNAME, "ADA", "secret", "client"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "", "a/b", "nul\u0000"})
    void unknownNameCostsTheSameWork(String name) {
        assertBadCredentials(new Credentials(Kind.USERNAME, name, "secret", "client"));
        assertThat(hasher.asked()).containsExactly(Optional.empty());

        assertBadCredentials(with("wrong"));
        assertThat(hasher.asked()).containsExactly(Optional.empty(), accounts.password(ada.id()));
    }

    @Test
    void inactiveAccountGetsTheSameAnswer() {
        accounts.administer(ada.id(), account -> account.withActive(false), null);

        assertBadCredentials(with("secret"));
    }

    @Test
    void refreshTokenGetsTheNextPair() {
        TokenPair first = sessions.open(with("secret"));
        clock.pass(Duration.ofHours(23));
        TokenPair second = sessions.refresh(first.refresh(), "client");
        clock.pass(Duration.ofHours(23));
        TokenPair third = sessions.refresh(second.refresh(), "client");

        assertThat(sessions.authenticate(third.access()).id()).isEqualTo(ada.id());
        assertNotValid(() -> sessions.authenticate(second.access()));
    }

    @Test
    void refreshTokenMayBeUsedAgainWithinTheGrace() {
        TokenPair first = sessions.open(with("secret"));
        TokenPair second = sessions.refresh(first.refresh(), "client");
        clock.pass(Sessions.REUSE_GRACE);

        TokenPair other = sessions.refresh(first.refresh(), "client");

        sessions.refresh(second.refresh(), "client");
        sessions.refresh(other.refresh(), "client");
    }

    @Test
    void reuseAfterTheGraceEndsTheSession() {
        TokenPair first = sessions.open(with("secret"));
        TokenPair elsewhere = sessions.open(with("secret"));
        TokenPair second = sessions.refresh(first.refresh(), "client");
        clock.pass(Sessions.REUSE_GRACE.plus(TICK));

        assertNotValid(() -> sessions.refresh(first.refresh(), "client"));
        assertNotValid(() -> sessions.refresh(second.refresh(), "client"));
        sessions.refresh(elsewhere.refresh(), "client");
    }

    @Test
    void tokensAreNoneOfTheOtherKind() {
        TokenPair pair = sessions.open(with("secret"));

        assertNotValid(() -> sessions.refresh(pair.access(), "client"));
        assertNotValid(() -> sessions.authenticate(pair.refresh()));
    }

    @Test
    void expiredTokensAreRefused() {
        TokenPair pair = sessions.open(with("secret"));

        clock.pass(LIFETIMES.access());
        assertNotValid(() -> sessions.authenticate(pair.access()));
        clock.pass(LIFETIMES.refresh());
        assertNotValid(() -> sessions.refresh(pair.refresh(), "client"));
    }

    @Test
    void closingTakesBackEveryTokenAtOnce() {
        TokenPair one = sessions.open(with("secret"));
        TokenPair other = sessions.open(with("secret"));
        String single = sessions.issueSingleToken(with("secret"));
        sessions.authenticate(single);

        sessions.signOutEverywhere(single);

        assertNotValid(() -> sessions.authenticate(one.access()));
        assertNotValid(() -> sessions.authenticate(single));
        assertNotValid(() -> sessions.refresh(one.refresh(), "client"));
        assertNotValid(() -> sessions.refresh(other.refresh(), "client"));
        sessions.authenticate(sessions.open(with("secret")).access());
    }

    @Test
    void expiredTokenStillClosesWhatItBelongedTo() {
        TokenPair pair = sessions.open(with("secret"));
        clock.pass(LIFETIMES.access());
        assertNotValid(() -> sessions.authenticate(pair.access()));

        sessions.signOutEverywhere(pair.access());

        assertNotValid(() -> sessions.refresh(pair.refresh(), "client"));
    }

    @Test
    void tokenThatWasTakenBackClosesNothing() {
        TokenPair old = sessions.open(with("secret"));
        sessions.signOutEverywhere(old.access());
        TokenPair now = sessions.open(with("secret"));

        sessions.signOutEverywhere(old.access());
        sessions.signOutEverywhere("nonsense");

        assertThat(sessions.authenticate(now.access()).id()).isEqualTo(ada.id());
    }

    @Test
    void tokensOfAnInactiveAccountAreRefused() {
        TokenPair pair = sessions.open(with("secret"));
        accounts.administer(ada.id(), account -> account.withActive(false), null);

        assertThat(reason(() -> sessions.authenticate(pair.access()))).isEqualTo(Reason.NO_ACTIVE_ACCOUNT);
        assertThat(reason(() -> sessions.refresh(pair.refresh(), "client"))).isEqualTo(Reason.NO_ACTIVE_ACCOUNT);
    }

    @Test
    void tokensOfADeletedAccountAreRefused() {
        TokenPair pair = sessions.open(with("secret"));
        accounts.delete(ada.id());

        assertThat(reason(() -> sessions.authenticate(pair.access()))).isEqualTo(Reason.NO_ACTIVE_ACCOUNT);
        assertThat(reason(() -> sessions.refresh(pair.refresh(), "client"))).isEqualTo(Reason.NO_ACTIVE_ACCOUNT);
    }

    @Test
    void anotherRoleTakesBackTokensOfTheFormerOne() {
        TokenPair pair = sessions.open(with("secret"));
        accounts.administer(ada.id(), account -> account.as(Role.ADMIN), null);

        assertNotValid(() -> sessions.authenticate(pair.access()));
        assertNotValid(() -> sessions.refresh(pair.refresh(), "client"));
        assertThat(sessions.authenticate(sessions.issueSingleToken(with("secret")))
                        .role())
                .isEqualTo(Role.ADMIN);
    }

    @Test
    void noRefreshTokenOutlivesItsSession() {
        TokenPair pair = sessions.open(with("secret"));
        Instant end = clock.instant().truncatedTo(ChronoUnit.MICROS).plus(LIFETIMES.session());
        Duration most = LIFETIMES.refresh().minusSeconds(1);
        while (clock.instant().plus(most).isBefore(end)) {
            clock.pass(most);
            pair = sessions.refresh(pair.refresh(), "client");
        }

        assertThat(codec.readRefresh(pair.refresh()).expires()).isEqualTo(end.truncatedTo(ChronoUnit.SECONDS));
        clock.pass(Duration.between(clock.instant(), end));
        String last = pair.refresh();
        assertNotValid(() -> sessions.refresh(last, "client"));
    }

    @Test
    void credentialsPrintNoSecret() {
        assertThat(with("secret").toString()).doesNotContain("secret", "ada");
    }
}
