package io.github.stockroom.persistence.session;

import io.github.stockroom.application.session.SignInAttempts;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.Leftovers;
import io.github.stockroom.persistence.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** Attempts in the table {@code sign_in_attempts}; of whose they are only the SHA-256 is stored. */
public final class JdbcSignInAttempts implements SignInAttempts {

    /** The attempt that must leave the window before there is room, an attempt of one's own aside. */
    private static final String IN_THE_WAY = """
            select at from sign_in_attempts
            where who = ? and at > ? and id <> ?
            order by at desc limit 1 offset ?""";

    private static final String INSERT = "insert into sign_in_attempts (id, who, at) values (?, ?, ?)";

    private static final String DELETE = "delete from sign_in_attempts where id = ?";

    private final Database database;
    private final Leftovers past;

    public JdbcSignInAttempts(Database database) {
        this.database = database;
        this.past = new Leftovers(database, "sign_in_attempts", "at");
    }

    /**
     * Stores the attempt, then looks how many others there are: of those that come at once, the last sees all others, so too
     * many never pass, without any locks. Looks before that too, so that those who guess on and on cause no writes.
     */
    @Override
    public Optional<Instant> record(UUID attempt, String who, Instant now, Duration window, int limit) {
        String hash = Sha256.hex(who);
        Instant begin = now.minus(window);
        Optional<Instant> inTheWay = inTheWay(attempt, hash, begin, limit);
        if (inTheWay.isEmpty()) {
            database.call(jdbc ->
                    jdbc.sql(INSERT).params(attempt, hash, Sql.parameter(now)).update());
            inTheWay = inTheWay(attempt, hash, begin, limit);
            if (inTheWay.isPresent()) {
                remove(attempt);
            }
            past.removeSome(begin);
        }
        return inTheWay.map(at -> at.plus(window));
    }

    @Override
    public void remove(UUID attempt) {
        database.call(jdbc -> jdbc.sql(DELETE).param(attempt).update());
    }

    private Optional<Instant> inTheWay(UUID attempt, String who, Instant begin, int limit) {
        return database.call(jdbc -> jdbc.sql(IN_THE_WAY)
                .params(who, Sql.parameter(begin), attempt, limit - 1)
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional());
    }
}
