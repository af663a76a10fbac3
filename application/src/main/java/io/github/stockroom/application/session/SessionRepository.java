package io.github.stockroom.application.session;

import io.github.stockroom.domain.account.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Stores sessions, each of which is a family of refresh tokens. A token that is used has a successor, which is then the
 * valid one. If it is used again within a grace period, another successor begins a newer branch of the same family.
 * Tokens are stored in a form that does not give them away;
 * {@link io.github.stockroom.application.account.AccountRepository} ends all sessions of an account. Points in time are
 * in whole microseconds. Each method is one atomic step that is durable when it returns. Implementations are
 * thread-safe and throw {@link io.github.stockroom.application.error.TemporarilyUnavailableException} when the store
 * cannot answer.
 */
public interface SessionRepository {

    /**
     * The outcome of a refresh.
     *
     * @param expires when its successor ends; when there is none, the time of the call
     */
    record Rotation(Outcome outcome, Instant expires) {}

    /** The kinds of a {@link Rotation}. */
    enum Outcome {
        /** Its successor is stored; the token counts as used from now on, or from its first use. */
        ROTATED,
        /**
         * It was used longer ago than may be, or is of a branch that has ended: its session, with every token of it, is
         * gone.
         */
        REUSED,
        /** It is not known, it has expired, or its session has ended. */
        UNKNOWN
    }

    /**
     * Starts a session. May remove some that have expired.
     *
     * @param account as it was when its owner proved to be its owner
     * @param token the id of its first refresh token
     * @param expires when that token ends
     * @return false, and nothing stored, when the account is gone or its tokens were taken back since
     */
    boolean open(UUID session, Account account, UUID token, Instant now, Instant expires);

    /**
     * Uses a refresh token. A session that ends at the same moment stays ended. When the grace is over in which its
     * branch began, all older branches of its session end.
     *
     * @param presented the id of the token
     * @param successor the id of the one that follows it
     * @param expires when the successor ends, unless its session does so earlier
     * @param grace for how long after its first use a token may be used again
     * @param lifetime for how long after it was opened a session lasts; one of an earlier version of the service, which
     *     did not store when that was, from its next rotation on
     */
    Rotation rotate(UUID presented, UUID successor, Instant now, Instant expires, Duration grace, Duration lifetime);
}
