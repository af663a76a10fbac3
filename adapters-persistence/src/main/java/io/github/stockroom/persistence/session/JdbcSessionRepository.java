package io.github.stockroom.persistence.session;

import io.github.stockroom.application.session.SessionRepository;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.Leftovers;
import io.github.stockroom.persistence.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sessions in the tables {@code sessions} and {@code refresh_tokens}; of a token only its SHA-256 is stored.
 *
 * <p>Whoever writes locks first the account, then the session, if it is about them; so nobody adds to what another takes away,
 * and no two wait for each other.
 */
public final class JdbcSessionRepository implements SessionRepository {

    // A foreign key alone would not do: H2 2.4 let a session be stored for an account that was being deleted.
    private static final String LOCK_ACCOUNT = "select id from accounts where id = ? and token_version = ? for update";

    private static final String LOCK_SESSION = """
            select id from sessions
            where id = (select session_id from refresh_tokens where token_hash = ? and expires > ?)
            for update""";

    private static final String INSERT_SESSION = "insert into sessions (id, account_id, expires) values (?, ?, ?)";

    private static final String PROLONG_SESSION = "update sessions set expires = ? where id = ? and expires < ?";

    private static final String DELETE_SESSION = "delete from sessions where id = ?";

    private static final String INSERT_TOKEN =
            "insert into refresh_tokens (token_hash, session_id, expires) values (?, ?, ?)";

    private static final String FIRST_USE = "select used from refresh_tokens where token_hash = ?";

    private static final String USE_TOKEN = "update refresh_tokens set used = ? where token_hash = ? and used is null";

    private static final String DELETE_EXPIRED_TOKENS =
            "delete from refresh_tokens where session_id = ? and expires <= ?";

    private final Database database;
    private final Leftovers expired;

    public JdbcSessionRepository(Database database) {
        this.database = database;
        this.expired = new Leftovers(database, "sessions", "expires");
    }

    @Override
    public boolean open(UUID session, Account account, UUID token, Instant now, Instant expires) {
        boolean opened = database.transaction(jdbc -> {
            if (!lock(jdbc, account)) {
                return false;
            }
            jdbc.sql(INSERT_SESSION)
                    .params(session, account.id().value(), Sql.parameter(expires))
                    .update();
            insertToken(jdbc, token, session, expires);
            return true;
        });
        expired.removeSome(now);
        return opened;
    }

    @Override
    public Rotation rotate(UUID presented, UUID successor, Instant now, Instant expires, Duration grace) {
        String token = hash(presented);
        return database.transaction(jdbc -> lockSession(jdbc, token, now)
                .map(session -> {
                    if (isReused(jdbc, token, now.minus(grace))) {
                        jdbc.sql(DELETE_SESSION).param(session).update();
                        return Rotation.REUSED;
                    }
                    jdbc.sql(USE_TOKEN).params(Sql.parameter(now), token).update();
                    insertToken(jdbc, successor, session, expires);
                    prolong(jdbc, session, now, expires);
                    return Rotation.ROTATED;
                })
                .orElse(Rotation.UNKNOWN));
    }

    /** Nobody deletes the account or takes back its tokens meanwhile; false when somebody has. */
    private static boolean lock(JdbcClient jdbc, Account account) {
        return jdbc.sql(LOCK_ACCOUNT)
                .params(account.id().value(), account.tokenVersion())
                .query((row, number) -> row.getLong(1))
                .optional()
                .isPresent();
    }

    /** The session of a token, which stays as it is meanwhile; empty when the token opens none. */
    private static Optional<UUID> lockSession(JdbcClient jdbc, String token, Instant now) {
        return jdbc.sql(LOCK_SESSION)
                .params(token, Sql.parameter(now))
                .query((row, number) -> row.getObject(1, UUID.class))
                .optional();
    }

    private static boolean isReused(JdbcClient jdbc, String token, Instant graceBegins) {
        return jdbc.sql(FIRST_USE)
                .param(token)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .filter(used -> used.toInstant().isBefore(graceBegins))
                .isPresent();
    }

    private static void insertToken(JdbcClient jdbc, UUID token, UUID session, Instant expires) {
        jdbc.sql(INSERT_TOKEN)
                .params(hash(token), session, Sql.parameter(expires))
                .update();
    }

    /** A session lasts as long as the last of its tokens. Those that ended go: one that is renewed for months has many. */
    private static void prolong(JdbcClient jdbc, UUID session, Instant now, Instant expires) {
        jdbc.sql(PROLONG_SESSION)
                .params(Sql.parameter(expires), session, Sql.parameter(expires))
                .update();
        jdbc.sql(DELETE_EXPIRED_TOKENS).params(session, Sql.parameter(now)).update();
    }

    private static String hash(UUID token) {
        return Sha256.hex(token.toString());
    }
}
