package io.github.stockroom.persistence.idempotency;

import io.github.stockroom.application.idempotency.IdempotentResponses;
import io.github.stockroom.application.idempotency.StillRunningException;
import io.github.stockroom.application.idempotency.StoredResponse;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.ExpiredRows;
import io.github.stockroom.persistence.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.core.NestedRuntimeException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Responses in the database. The first request inserts the row of the key, and others wait on it until the transaction
 * of the first ends: no response is seen before what it tells of is stored.
 */
public final class JdbcIdempotentResponses implements IdempotentResponses {

    private static final String CLAIM =
            "insert into idempotent_replies (id, key_hash, created) values (?, ?, ?) on conflict do nothing";

    private static final String FIND =
            "select id, created, fingerprint, status, headers, length from idempotent_replies where key_hash = ?";

    private static final String FORGET = "delete from idempotent_replies where id = ?";

    private static final String STORE =
            "update idempotent_replies set fingerprint = ?, status = ?, headers = ?, length = ? where id = ?";

    private static final String ADD_PART =
            "insert into idempotent_reply_parts (reply_id, number, bytes) values (?, ?, ?)";

    private static final String PART = """
            select bytes from idempotent_reply_parts
            where reply_id = (select id from idempotent_replies where key_hash = ?) and number = ?""";

    /** Few: the response to a bulk request may have hundreds of parts. */
    private static final int FORGOTTEN_AT_ONCE = 10;

    private final Database database;
    private final ExpiredRows past;

    private record Stored(UUID id, Instant created, StoredResponse response) {}

    public JdbcIdempotentResponses(Database database) {
        this.database = database;
        this.past = new ExpiredRows(database, "idempotent_replies", "created", FORGOTTEN_AT_ONCE);
    }

    @Override
    public Outcome once(String key, Instant now, Extent extent, Work work) {
        Supplier<Outcome> transaction = () -> database.transaction(jdbc -> once(jdbc, key, now, work));
        Outcome outcome = switch (extent) {
            case ONE_RECORD -> transaction.get();
            case MANY_RECORDS -> database.bulk(transaction);
        };
        past.removeSome(now.minus(KEPT));
        return outcome;
    }

    @Override
    public Optional<byte[]> part(String key, int number) {
        return database.queryWithCachedPlan(jdbc -> jdbc.sql(PART)
                .params(key, number)
                .query((row, index) -> row.getBytes(1))
                .optional());
    }

    private static Outcome once(JdbcClient jdbc, String key, Instant now, Work work) {
        UUID id = UUID.randomUUID();
        while (!claim(jdbc, id, key, now)) {
            Optional<Stored> stored = find(jdbc, key);
            if (stored.isPresent() && stored.get().created().isAfter(now.minus(KEPT))) {
                return new Outcome(stored.get().response(), true);
            }
            // It has expired, or another transaction just removed it: the key is free.
            stored.ifPresent(old -> jdbc.sql(FORGET).param(old.id()).update());
        }
        StoredResponse response = work.response(new Parts(jdbc, id));
        jdbc.sql(STORE)
                .params(response.fingerprint(), response.status(), text(response.headers()), response.length(), id)
                .update();
        return new Outcome(response, false);
    }

    /** Waits while a transaction is going on that claimed the key; false when it stored a response. */
    private static boolean claim(JdbcClient jdbc, UUID id, String key, Instant now) {
        try {
            return jdbc.sql(CLAIM).params(id, key, Sql.parameter(now)).update() == 1;
        } catch (NestedRuntimeException e) {
            if (Database.isLockTimeout(e)) {
                throw new StillRunningException();
            }
            throw e;
        }
    }

    private static Optional<Stored> find(JdbcClient jdbc, String key) {
        return jdbc.sql(FIND).param(key).query((row, number) -> stored(row)).optional();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getObject(1, UUID.class),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                new StoredResponse(row.getString(3), row.getInt(4), headers(row.getString(5)), row.getLong(6)));
    }

    private static String text(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1));
        });
        return headers;
    }

    private static final class Parts implements Consumer<byte[]> {

        private final JdbcClient jdbc;
        private final UUID response;
        private int next;

        Parts(JdbcClient jdbc, UUID response) {
            this.jdbc = jdbc;
            this.response = response;
        }

        @Override
        public void accept(byte[] part) {
            jdbc.sql(ADD_PART).params(response, next, part).update();
            next++;
        }
    }
}
