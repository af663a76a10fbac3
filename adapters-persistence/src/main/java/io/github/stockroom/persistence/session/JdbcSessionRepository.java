package io.github.stockroom.persistence.session;

import io.github.stockroom.application.session.SessionRepository;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.ExpiredRows;
import io.github.stockroom.persistence.sql.Sha256;
import io.github.stockroom.persistence.sql.Sql;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sessions in the tables {@code sessions} and {@code refresh_tokens}; of a token only its SHA-256 is stored.
 *
 * <p>Each writer locks first the account and then the session that it changes. That way no writer adds to what another
 * one removes, and no two wait for each other.
 */
public final class JdbcSessionRepository implements SessionRepository {

    // A foreign key alone would not do: H2 2.4 let a session be stored for an account that was being deleted.
    private static final String LOCK_ACCOUNT = "select id from accounts where id = ? and token_version = ? for update";

    private static final String LOCK_SESSION = """
            select id, expires, started, oldest_branch, newest_branch from sessions
            where id = (select session_id from refresh_tokens where token_hash = ? and expires > ?)
            for update""";

    private static final String INSERT_SESSION =
            "insert into sessions (id, account_id, expires, started) values (?, ?, ?, ?)";

    private static final String UPDATE_SESSION =
            "update sessions set expires = ?, started = ?, oldest_branch = ?, newest_branch = ? where id = ?";

    private static final String DELETE_SESSION = "delete from sessions where id = ?";

    private static final String INSERT_TOKEN =
            "insert into refresh_tokens (token_hash, session_id, expires, branch, forked) values (?, ?, ?, ?, ?)";

    private static final String FIND_TOKEN = "select used, branch, forked from refresh_tokens where token_hash = ?";

    private static final String USE_TOKEN = "update refresh_tokens set used = ? where token_hash = ? and used is null";

    private static final String DELETE_EXPIRED_TOKENS =
            "delete from refresh_tokens where session_id = ? and expires <= ?";

    private final Database database;
    private final ExpiredRows expired;

    public JdbcSessionRepository(Database database) {
        this.database = database;
        this.expired = new ExpiredRows(database, "sessions", "expires");
    }

    @Override
    public boolean open(UUID session, Account account, UUID token, Instant now, Instant expires) {
        boolean opened = database.transaction(jdbc -> {
            if (!lock(jdbc, account)) {
                return false;
            }
            jdbc.sql(INSERT_SESSION)
                    .params(session, account.id().value(), Sql.parameter(expires), Sql.parameter(now))
                    .update();
            insertToken(jdbc, token, session, expires, new StoredToken(null, 0, null));
            return true;
        });
        expired.removeSome(now);
        return opened;
    }

    @Override
    public Rotation rotate(
            UUID presented, UUID successor, Instant now, Instant expires, Duration grace, Duration lifetime) {
        String hash = hash(presented);
        return database.transaction(jdbc -> lockSession(jdbc, hash, now)
                .map(session -> {
                    StoredToken token = find(jdbc, hash);
                    Instant graceBegins = now.minus(grace);
                    if (session.hasEnded(token) || token.wasUsedBefore(graceBegins)) {
                        return end(jdbc, session, Outcome.REUSED, now);
                    }
                    Instant sessionEnds = session.started().plus(lifetime);
                    if (!sessionEnds.isAfter(now)) {
                        return end(jdbc, session, Outcome.UNKNOWN, now);
                    }
                    Instant tokenEnds = expires.isBefore(sessionEnds) ? expires : sessionEnds;
                    StoredToken next = token.successor(session);
                    jdbc.sql(USE_TOKEN).params(Sql.parameter(now), hash).update();
                    insertToken(jdbc, successor, session.id(), tokenEnds, next);
                    update(jdbc, session.after(token, next, tokenEnds, graceBegins), now);
                    return new Rotation(Outcome.ROTATED, tokenEnds);
                })
                .orElse(new Rotation(Outcome.UNKNOWN, now)));
    }

    private static Rotation end(JdbcClient jdbc, StoredSession session, Outcome outcome, Instant now) {
        jdbc.sql(DELETE_SESSION).param(session.id()).update();
        return new Rotation(outcome, now);
    }

    /**
     * Locks the account against deletion and against taking back its tokens; returns false if that has happened
     * already.
     */
    private static boolean lock(JdbcClient jdbc, Account account) {
        return jdbc.sql(LOCK_ACCOUNT)
                .params(account.id().value(), account.tokenVersion())
                .query((row, number) -> row.getLong(1))
                .optional()
                .isPresent();
    }

    /** The session of a token, which stays as it is meanwhile; empty when the token opens none. */
    private static Optional<StoredSession> lockSession(JdbcClient jdbc, String token, Instant now) {
        return jdbc.sql(LOCK_SESSION)
                .params(token, Sql.parameter(now))
                .query((row, number) -> StoredSession.of(row, now))
                .optional();
    }

    private static StoredToken find(JdbcClient jdbc, String token) {
        return jdbc.sql(FIND_TOKEN)
                .param(token)
                .query((row, number) -> StoredToken.of(row))
                .single();
    }

    private static void insertToken(JdbcClient jdbc, UUID token, UUID session, Instant expires, StoredToken stored) {
        Instant forked = stored.forked();
        jdbc.sql(INSERT_TOKEN)
                .params(hash(token), session, Sql.parameter(expires), stored.branch())
                .param(5, forked == null ? null : Sql.parameter(forked), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** Tokens that ended go: a session that is renewed for weeks has many. */
    private static void update(JdbcClient jdbc, StoredSession session, Instant now) {
        jdbc.sql(UPDATE_SESSION)
                .params(
                        Sql.parameter(session.expires()),
                        Sql.parameter(session.started()),
                        session.oldestBranch(),
                        session.newestBranch(),
                        session.id())
                .update();
        jdbc.sql(DELETE_EXPIRED_TOKENS).params(session.id(), Sql.parameter(now)).update();
    }

    private static String hash(UUID token) {
        return Sha256.hex(token.toString());
    }
}
