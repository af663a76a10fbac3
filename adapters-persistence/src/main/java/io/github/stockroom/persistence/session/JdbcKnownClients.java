package io.github.stockroom.persistence.session;

import io.github.stockroom.application.session.KnownClients;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.ExpiredRows;
import io.github.stockroom.persistence.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Known clients in the table {@code known_clients}; of a client only a keyed digest is stored. */
public final class JdbcKnownClients implements KnownClients {

    private static final String FIND = "select seen from known_clients where id = ? and seen > ?";

    private static final String TOUCH = "update known_clients set seen = ? where id = ?";

    private static final String INSERT = """
            insert into known_clients (id, account_id, seen) select cast(? as uuid), id, ? from accounts where id = ?
            on conflict do nothing""";

    private final Database database;
    private final UnaryOperator<String> digest;
    private final ExpiredRows past;

    /**
     * @param digest digests a text under a key without which guesses cannot be checked; the same on all instances.
     *     After a change of the key, no client is known
     */
    public JdbcKnownClients(Database database, UnaryOperator<String> digest) {
        this.database = database;
        this.digest = digest;
        this.past = new ExpiredRows(database, "known_clients", "seen");
    }

    @Override
    public Optional<Instant> find(AccountId account, String client, Instant now) {
        return database.queryWithCachedPlan(jdbc -> jdbc.sql(FIND)
                .params(id(account, client), Sql.parameter(now.minus(MEMORY)))
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional());
    }

    @Override
    public void remember(AccountId account, String client, Instant now) {
        UUID id = id(account, client);
        database.change(jdbc -> {
            int touched = jdbc.sql(TOUCH).params(Sql.parameter(now), id).update();
            return touched > 0
                    ? touched
                    : jdbc.sql(INSERT)
                            .params(id, Sql.parameter(now), account.value())
                            .update();
        });
        past.removeSome(now.minus(MEMORY));
    }

    private UUID id(AccountId account, String client) {
        return UUID.nameUUIDFromBytes(digest.apply(account + "\n" + client).getBytes(StandardCharsets.UTF_8));
    }
}
