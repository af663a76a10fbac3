package io.github.stockroom.persistence.session;

import io.github.stockroom.application.attempt.Attempts;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.ExpiredRows;
import io.github.stockroom.persistence.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Attempts in the table {@code sign_in_attempts}; of whose they are, and of the value that was tried, only a keyed
 * digest is stored.
 */
public final class JdbcAttempts implements Attempts {

    /** The attempt that must leave the window before there is room, an attempt of one's own aside. */
    private static final String IN_THE_WAY = """
            select at from sign_in_attempts
            where who = ? and at > ? and id <> ?
            order by at desc limit 1 offset ?""";

    private static final String INSERT =
            "insert into sign_in_attempts (id, who, at) values (?, ?, ?) on conflict do nothing";

    private static final String TOUCH = "update sign_in_attempts set at = ? where id = ?";

    private static final String DELETE = "delete from sign_in_attempts where id = ?";

    private final Database database;
    private final UnaryOperator<String> digest;
    private final ExpiredRows past;

    /**
     * @param digest turns a text into at most 64 characters, under a key without which guesses cannot be checked; the
     *     same on all instances. After a change of the key, attempts from before no longer count
     */
    public JdbcAttempts(Database database, UnaryOperator<String> digest) {
        this.database = database;
        this.digest = digest;
        this.past = new ExpiredRows(database, "sign_in_attempts", "at");
    }

    @Override
    public Optional<Instant> record(UUID attempt, String who, Instant now, Duration window, int limit) {
        String hash = digest.apply(who);
        Optional<Instant> next = stored(attempt, hash, now, window, limit, jdbc -> insert(jdbc, attempt, hash, now));
        if (next.isPresent()) {
            remove(attempt);
        }
        return next;
    }

    /**
     * Leaves a value that is refused at the last moment: another request with the same value may have been let through.
     */
    @Override
    public Optional<Instant> recordDistinct(String value, String who, Instant now, Duration window, int limit) {
        UUID attempt = id(value, who);
        String hash = digest.apply(who);
        return stored(attempt, hash, now, window, limit, jdbc -> {
            if (jdbc.sql(TOUCH).params(Sql.parameter(now), attempt).update() == 0) {
                insert(jdbc, attempt, hash, now);
            }
        });
    }

    @Override
    public void remove(UUID attempt) {
        database.change(jdbc -> jdbc.sql(DELETE).param(attempt).update());
    }

    @Override
    public void removeDistinct(String value, String who) {
        remove(id(value, who));
    }

    /**
     * Stores the attempt, then looks how many others there are: of those that come at once, the last sees all others,
     * so too many never pass, without any locks. Looks before that too, so that those who guess on and on store
     * nothing.
     */
    private Optional<Instant> stored(
            UUID attempt, String hash, Instant now, Duration window, int limit, Consumer<JdbcClient> store) {
        Instant begin = now.minus(window);
        Optional<Instant> inTheWay = inTheWay(attempt, hash, begin, limit);
        if (inTheWay.isEmpty()) {
            database.change(jdbc -> {
                store.accept(jdbc);
                return attempt;
            });
            inTheWay = inTheWay(attempt, hash, begin, limit);
            past.removeSome(now.minus(MAX_WINDOW));
        }
        return inTheWay.map(at -> at.plus(window));
    }

    private static void insert(JdbcClient jdbc, UUID attempt, String hash, Instant now) {
        jdbc.sql(INSERT).params(attempt, hash, Sql.parameter(now)).update();
    }

    private Optional<Instant> inTheWay(UUID attempt, String hash, Instant begin, int limit) {
        return database.queryWithCachedPlan(jdbc -> jdbc.sql(IN_THE_WAY)
                .params(hash, Sql.parameter(begin), attempt, limit - 1)
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional());
    }

    /** The same for the same value. */
    private UUID id(String value, String who) {
        return UUID.nameUUIDFromBytes(digest.apply(who + "\n" + value).getBytes(StandardCharsets.UTF_8));
    }
}
