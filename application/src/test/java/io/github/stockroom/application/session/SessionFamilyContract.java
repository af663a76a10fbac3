package io.github.stockroom.application.session;

import static io.github.stockroom.application.account.AccountFixture.anAccount;
import static io.github.stockroom.application.session.SessionRepository.Outcome.REUSED;
import static io.github.stockroom.application.session.SessionRepository.Outcome.ROTATED;
import static io.github.stockroom.application.session.SessionRepository.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.session.SessionRepository.Outcome;
import io.github.stockroom.application.session.SessionRepository.Rotation;
import io.github.stockroom.domain.account.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The relation between the refresh tokens of one session, in every {@link SessionRepository} (RFC 9700, 4.14.2). */
public abstract class SessionFamilyContract {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final Instant AFTER_GRACE = START.plusSeconds(60);
    private static final Duration LIFETIME = Duration.ofDays(1);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration SESSION_LIFETIME = Duration.ofDays(30);
    private static final Duration TICK = Duration.ofNanos(1_000);

    /** The store under test: empty when a test starts, and always the same during it. */
    protected abstract SessionRepository sessions();

    /** The accounts of the same store. */
    protected abstract AccountRepository accounts();

    @Test
    void newerBranchEndsTheOlderOneOnceTheGraceIsOver() {
        UUID stolen = open();
        UUID older = rotated(stolen, START);
        UUID newer = rotated(stolen, START.plusSeconds(10));
        older = rotated(older, AFTER_GRACE);

        newer = rotated(newer, AFTER_GRACE.plusSeconds(1));
        newer = rotated(newer, AFTER_GRACE.plusSeconds(2));

        assertThat(rotate(older, AFTER_GRACE.plusSeconds(3))).isEqualTo(REUSED);
        assertThat(rotate(newer, AFTER_GRACE.plusSeconds(4))).isEqualTo(UNKNOWN);
    }

    @Test
    void bothBranchesGoOnWithinTheGrace() {
        UUID first = open();
        UUID older = rotated(first, START);
        UUID newer = rotated(first, START);

        newer = rotated(newer, START.plus(GRACE));
        older = rotated(older, START.plus(GRACE));

        newer = rotated(newer, START.plus(GRACE).plus(TICK));
        assertThat(rotate(older, START.plus(GRACE).plus(TICK))).isEqualTo(REUSED);
    }

    @Test
    void olderBranchAloneGoesOn() {
        UUID first = open();
        UUID older = rotated(first, START);
        rotated(first, START);

        for (int i = 1; i < 4; i++) {
            older = rotated(older, START.plus(Duration.ofHours(i)));
        }
    }

    @Test
    void newestOfManyBranchesEndsAllOthers() {
        UUID first = open();
        UUID zero = rotated(first, START);
        UUID one = rotated(first, START.plusSeconds(1));
        UUID two = rotated(zero, START.plusSeconds(2));
        UUID three = rotated(zero, START.plusSeconds(3));

        three = rotated(three, AFTER_GRACE);

        for (UUID ended : List.of(one, two)) {
            assertThat(rotate(ended, AFTER_GRACE)).isIn(REUSED, UNKNOWN);
        }
        assertThat(rotate(three, AFTER_GRACE)).isEqualTo(UNKNOWN);
    }

    @Test
    void sessionEndsAfterItsLifetimeHoweverOftenItIsRenewed() {
        UUID token = open();
        Instant end = START.plus(SESSION_LIFETIME);
        Instant now = START;
        while (now.plus(LIFETIME).isBefore(end)) {
            now = now.plus(LIFETIME.minus(TICK));
            token = rotated(token, now);
        }
        UUID last = UUID.randomUUID();

        Rotation rotation = renew(token, last, end.minus(TICK));
        assertThat(rotation).isEqualTo(new Rotation(ROTATED, end));
        assertThat(rotate(last, end)).isEqualTo(UNKNOWN);
    }

    @Test
    void successorLastsAsLongAsAskedForWhileTheSessionLastsLonger() {
        assertThat(renew(open(), UUID.randomUUID(), START).expires()).isEqualTo(START.plus(LIFETIME));
    }

    @Test
    void shorterLifetimeHoldsForSessionsThatWereOpenedBefore() {
        UUID token = open();

        assertThat(sessions()
                        .rotate(
                                token,
                                UUID.randomUUID(),
                                AFTER_GRACE,
                                AFTER_GRACE.plus(LIFETIME),
                                GRACE,
                                Duration.ofSeconds(60))
                        .outcome())
                .isEqualTo(UNKNOWN);
        assertThat(rotate(token, AFTER_GRACE)).isEqualTo(UNKNOWN);
    }

    private UUID open() {
        Account ada = anAccount().named("ada-" + UUID.randomUUID()).storedIn(accounts());
        UUID token = UUID.randomUUID();
        assertThat(sessions().open(UUID.randomUUID(), ada, token, START, START.plus(LIFETIME)))
                .isTrue();
        return token;
    }

    private UUID rotated(UUID token, Instant now) {
        UUID successor = UUID.randomUUID();
        assertThat(renew(token, successor, now).outcome()).isEqualTo(ROTATED);
        return successor;
    }

    private Outcome rotate(UUID token, Instant now) {
        return renew(token, UUID.randomUUID(), now).outcome();
    }

    private Rotation renew(UUID token, UUID successor, Instant now) {
        return sessions().rotate(token, successor, now, now.plus(LIFETIME), GRACE, SESSION_LIFETIME);
    }
}
