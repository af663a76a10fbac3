package io.github.stockroom.persistence.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Part of a row of {@code refresh_tokens}.
 *
 * @param used when it was used first; null when it was not
 * @param branch of its session, counted from 0
 * @param forked when the token was used first whose second use began the branch; null for branch 0
 */
record StoredToken(
        @Nullable Instant used, int branch, @Nullable Instant forked) {

    static StoredToken of(ResultSet row) throws SQLException {
        return new StoredToken(time(row, "used"), row.getInt("branch"), time(row, "forked"));
    }

    boolean wasUsedBefore(Instant time) {
        return used != null && used.isBefore(time);
    }

    boolean wasForkedBefore(Instant time) {
        return forked != null && forked.isBefore(time);
    }

    /** The token that follows: of the same branch after the first use, of a new one after each other. */
    StoredToken successor(StoredSession session) {
        return used == null
                ? new StoredToken(null, branch, forked)
                : new StoredToken(null, session.newestBranch() + 1, used);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
