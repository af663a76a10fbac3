package io.github.stockroom.application.session;

import static io.github.stockroom.application.account.AccountFixture.anAccount;
import static io.github.stockroom.application.session.SessionRepository.Outcome.REUSED;
import static io.github.stockroom.application.session.SessionRepository.Outcome.ROTATED;
import static io.github.stockroom.application.session.SessionRepository.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.AtOnce;
import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.InMemoryAccountRepository;
import io.github.stockroom.application.session.SessionRepository.Outcome;
import io.github.stockroom.domain.account.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The contract of every {@link SessionRepository}. A subclass gives each test an empty one. */
public abstract class SessionRepositoryContract {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final Duration LIFETIME = Duration.ofDays(1);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration SESSION_LIFETIME = Duration.ofDays(30);
    private static final Duration TICK = Duration.ofNanos(1_000);

    private static final Account GONE = anAccount().storedIn(new InMemoryAccountRepository());

    private Account ada = GONE;
    private Account eve = GONE;

    /** The store under test: empty when a test starts, and always the same during it. */
    protected abstract SessionRepository sessions();

    /** The accounts of the same store. */
    protected abstract AccountRepository accounts();

    @BeforeEach
    void storeAccounts() {
        ada = anAccount().named("ada").storedIn(accounts());
        eve = anAccount().named("eve").storedIn(accounts());
    }

    @Test
    void eachTokenGetsTheNext() {
        UUID second = rotated(open(ada), START.plusSeconds(60));
        UUID third = rotated(second, START.plusSeconds(120));

        rotated(third, START.plusSeconds(180));
    }

    @Test
    void unknownTokenGetsNothing() {
        UUID successor = UUID.randomUUID();

        assertThat(rotate(UUID.randomUUID(), successor, START)).isEqualTo(UNKNOWN);
        assertThat(rotate(successor, START)).isEqualTo(UNKNOWN);
    }

    @Test
    void tokenMayBeUsedAgainUntilTheGraceIsOver() {
        UUID token = open(ada);
        rotated(token, START);

        rotated(token, START.plus(GRACE));
        assertThat(rotate(token, START.plus(GRACE).plus(TICK))).isEqualTo(REUSED);
    }

    @Test
    void graceBeginsWithTheFirstUse() {
        UUID token = open(ada);
        rotated(token, START);
        rotated(token, START.plusSeconds(20));

        assertThat(rotate(token, START.plusSeconds(31))).isEqualTo(REUSED);
    }

    @Test
    void everySuccessorOfATokenIsGood() {
        UUID token = open(ada);
        UUID one = rotated(token, START);
        UUID other = rotated(token, START.plusSeconds(1));

        rotated(one, START.plusSeconds(60));
        rotated(other, START.plusSeconds(60));
    }

    @Test
    void reuseEndsTheWholeSessionAndNoOther() {
        UUID first = open(ada);
        UUID elsewhere = open(ada);
        UUID second = rotated(first, START);
        UUID third = rotated(second, START.plusSeconds(1));

        assertThat(rotate(first, START.plusSeconds(60))).isEqualTo(REUSED);

        assertThat(Stream.of(first, second, third)).allMatch(token -> isUnknown(token, START.plusSeconds(60)));
        rotated(elsewhere, START.plusSeconds(60));
    }

    @Test
    void refusedTokenHasNoSuccessor() {
        UUID token = open(ada);
        rotated(token, START);
        UUID successor = UUID.randomUUID();

        assertThat(rotate(token, successor, START.plusSeconds(60))).isEqualTo(REUSED);
        assertThat(rotate(successor, START.plusSeconds(60))).isEqualTo(UNKNOWN);
    }

    @Test
    void tokenIsUnknownOnceItHasExpired() {
        UUID token = open(ada);
        UUID other = open(ada);

        rotated(token, START.plus(LIFETIME).minus(TICK));
        assertThat(rotate(other, START.plus(LIFETIME))).isEqualTo(UNKNOWN);
    }

    @Test
    void expiredTokenDoesNotEndItsSession() {
        UUID first = open(ada);
        UUID second = rotated(first, START.plusSeconds(60));

        assertThat(rotate(first, START.plus(LIFETIME))).isEqualTo(UNKNOWN);
        rotated(second, START.plus(LIFETIME));
    }

    @Test
    void sessionLastsAsLongAsItsLastToken() {
        UUID second = rotated(open(ada), START.plusSeconds(60));
        UUID third = rotated(second, START.plus(LIFETIME));

        open(eve, START.plus(LIFETIME));
        open(eve, START.plus(LIFETIME).plusSeconds(60));

        rotated(third, START.plus(LIFETIME).plusSeconds(120));
    }

    @Test
    void shorterSuccessorDoesNotShortenASession() {
        UUID token = open(ada);
        assertThat(sessions()
                        .rotate(token, UUID.randomUUID(), START, START.plusSeconds(1), GRACE, SESSION_LIFETIME)
                        .outcome())
                .isEqualTo(ROTATED);

        open(eve, START.plusSeconds(2));

        rotated(token, START.plusSeconds(3));
    }

    @Test
    void takingBackTokensEndsEverySessionOfOneAccount() {
        UUID one = open(ada);
        UUID other = rotated(open(ada), START);
        UUID anotherAccounts = open(eve);

        accounts().revokeTokens(ada.id());

        assertThat(rotate(one, START)).isEqualTo(UNKNOWN);
        assertThat(rotate(other, START)).isEqualTo(UNKNOWN);
        rotated(anotherAccounts, START);
    }

    @Test
    void nobodyOpensASessionWithWhatHeldBeforeTheTokensWereTakenBack() {
        accounts().revokeTokens(ada.id());
        UUID token = UUID.randomUUID();

        assertThat(sessions().open(UUID.randomUUID(), ada, token, START, START.plus(LIFETIME)))
                .isFalse();

        assertThat(rotate(token, START)).isEqualTo(UNKNOWN);
        rotated(open(accounts().find(ada.id()).orElseThrow()), START);
    }

    @Test
    void accountThatIsGoneHasNoSessions() {
        UUID before = open(ada);
        accounts().delete(ada.id());
        UUID after = UUID.randomUUID();

        assertThat(sessions().open(UUID.randomUUID(), ada, after, START, START.plus(LIFETIME)))
                .isFalse();

        assertThat(rotate(before, START)).isEqualTo(UNKNOWN);
        assertThat(rotate(after, START)).isEqualTo(UNKNOWN);
    }

    @Test
    void eightTabsMayRenewAtOnce() throws Exception {
        UUID token = open(ada);

        List<UUID> successors = AtOnce.run(8, i -> rotated(token, START));

        successors.forEach(successor -> rotated(successor, START.plus(GRACE)));
    }

    @Test
    void oneOfEightConcurrentReusesEndsTheSession() throws Exception {
        UUID token = open(ada);
        rotated(token, START);

        assertThat(AtOnce.run(8, i -> rotate(token, START.plusSeconds(60))))
                .containsOnlyOnce(REUSED)
                .allMatch(outcome -> outcome == REUSED || outcome == UNKNOWN);
    }

    @RepeatedTest(20)
    void noSuccessorSurvivesAReuseAtTheSameMoment() throws Exception {
        UUID used = open(ada);
        List<UUID> current = List.of(rotated(used, START), rotated(used, START), rotated(used, START));
        List<UUID> successors = ids(3);

        AtOnce.run(
                4,
                i -> i == 3
                        ? rotate(used, START.plusSeconds(60))
                        : rotate(current.get(i), successors.get(i), START.plusSeconds(60)));

        assertThat(successors).allMatch(token -> isUnknown(token, START.plusSeconds(60)));
    }

    @RepeatedTest(20)
    void noSuccessorSurvivesWhenTokensAreTakenBackAtTheSameMoment() throws Exception {
        List<UUID> tokens = Stream.generate(() -> open(ada)).limit(4).toList();
        List<UUID> successors = ids(4);

        AtOnce.run(8, i -> i < 4 ? rotate(tokens.get(i), successors.get(i), START) : revoke());

        assertThat(successors).allMatch(token -> isUnknown(token, START));
    }

    @RepeatedTest(20)
    void nothingSurvivesADeletionAtTheSameMoment() throws Exception {
        UUID token = open(ada);
        List<UUID> others = ids(8);

        AtOnce.run(8, i -> switch (i % 4) {
            case 0 -> accounts().delete(ada.id());
            case 1 -> rotate(token, others.get(i), START);
            case 2 -> revoke();
            default -> sessions().open(UUID.randomUUID(), ada, others.get(i), START, START.plus(LIFETIME));
        });

        assertThat(others).allMatch(other -> isUnknown(other, START));
    }

    @Test
    void eightInstancesMayOpenSessionsAndRemoveExpiredOnesAtOnce() throws Exception {
        for (int i = 0; i < 50; i++) {
            open(ada);
        }
        Instant later = START.plus(LIFETIME).plusSeconds(1);

        List<UUID> opened = AtOnce.run(8, i -> open(i % 2 == 0 ? ada : eve, later));

        opened.forEach(token -> rotated(token, later));
    }

    private UUID open(Account account) {
        return open(account, START);
    }

    private UUID open(Account account, Instant now) {
        UUID token = UUID.randomUUID();
        assertThat(sessions().open(UUID.randomUUID(), account, token, now, now.plus(LIFETIME)))
                .isTrue();
        return token;
    }

    private Object revoke() {
        accounts().revokeTokens(ada.id());
        return "revoked";
    }

    private UUID rotated(UUID token, Instant now) {
        UUID successor = UUID.randomUUID();
        assertThat(rotate(token, successor, now)).isEqualTo(ROTATED);
        return successor;
    }

    private boolean isUnknown(UUID token, Instant now) {
        return rotate(token, now) == UNKNOWN;
    }

    private Outcome rotate(UUID token, Instant now) {
        return rotate(token, UUID.randomUUID(), now);
    }

    private Outcome rotate(UUID token, UUID successor, Instant now) {
        return sessions()
                .rotate(token, successor, now, now.plus(LIFETIME), GRACE, SESSION_LIFETIME)
                .outcome();
    }

    private static List<UUID> ids(int count) {
        return Stream.generate(UUID::randomUUID).limit(count).toList();
    }
}
