package io.github.stockroom.persistence.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A row of {@code sessions}.
 *
 * @param expires when the last of its tokens does
 * @param oldestBranch tokens of a branch before this one are no longer good
 * @param newestBranch the last branch that began
 */
record StoredSession(UUID id, Instant expires, Instant started, int oldestBranch, int newestBranch) {

    /** @param now when a session of an earlier version of the service starts, which did not store it */
    static StoredSession of(ResultSet row, Instant now) throws SQLException {
        OffsetDateTime started = row.getObject("started", OffsetDateTime.class);
        return new StoredSession(
                row.getObject("id", UUID.class),
                row.getObject("expires", OffsetDateTime.class).toInstant(),
                started == null ? now : started.toInstant(),
                row.getInt("oldest_branch"),
                row.getInt("newest_branch"));
    }

    /** Returns true if the branch of this token has ended. */
    boolean hasEnded(StoredToken token) {
        return token.branch() < oldestBranch;
    }

    /**
     * This session once a token was used: older branches end with the first use after the grace in which its branch
     * began.
     */
    StoredSession after(StoredToken used, StoredToken successor, Instant successorExpires, Instant graceBegins) {
        return new StoredSession(
                id,
                expires.isAfter(successorExpires) ? expires : successorExpires,
                started,
                used.wasForkedBefore(graceBegins) ? used.branch() : oldestBranch,
                Math.max(newestBranch, successor.branch()));
    }
}
