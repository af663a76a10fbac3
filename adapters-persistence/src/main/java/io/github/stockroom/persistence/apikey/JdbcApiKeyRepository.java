package io.github.stockroom.persistence.apikey;

import static java.util.Objects.requireNonNull;

import io.github.stockroom.application.apikey.ApiKeyRepository;
import io.github.stockroom.application.apikey.TooManyApiKeysException;
import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.domain.access.Scope;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.apikey.ApiKey;
import io.github.stockroom.domain.apikey.ApiKeyDetails;
import io.github.stockroom.domain.apikey.ApiKeyId;
import io.github.stockroom.domain.apikey.ApiKeyName;
import io.github.stockroom.domain.apikey.ApiKeyText;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.Sha256;
import io.github.stockroom.persistence.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/**
 * API keys in the table {@code api_keys}; of a secret only its SHA-256 is stored, which is enough for one of 190 random
 * bits.
 */
public final class JdbcApiKeyRepository implements ApiKeyRepository {

    private static final String SELECT =
            "select id, account_id, name, scopes, expires, created, last_used from api_keys";

    private static final String FIND = SELECT + " where id = ? and secret_hash = ?";

    private static final String LIST = SELECT + " where account_id = ? order by id";

    private static final String LOCK_ACCOUNT = "select id from accounts where id = ? for update";

    private static final String COUNT = "select count(*) from api_keys where account_id = ?";

    private static final String INSERT = """
            insert into api_keys (account_id, name, secret_hash, scopes, expires, created) values (?, ?, ?, ?, ?, ?)""";

    private static final String DELETE = "delete from api_keys where account_id = ? and id = ?";

    private static final String RECORD_USE =
            "update api_keys set last_used = ? where id = ? and (last_used is null or last_used < ?)";

    private final Database database;

    public JdbcApiKeyRepository(Database database) {
        this.database = database;
    }

    @Override
    public ApiKey insert(AccountId owner, ApiKeyDetails details, String secret, Instant created, int max) {
        return database.transaction(jdbc -> {
            lock(jdbc, owner);
            if (count(jdbc, owner) >= max) {
                throw new TooManyApiKeysException();
            }
            var key = new GeneratedKeyHolder();
            Instant expires = details.expires();
            jdbc.sql(INSERT)
                    .param(1, owner.value())
                    .param(2, details.name().value())
                    .param(3, Sha256.hex(secret))
                    .param(4, details.scopes().stream().map(Scope::code).collect(Collectors.joining(" ")))
                    .param(5, expires == null ? null : Sql.parameter(expires), Types.TIMESTAMP_WITH_TIMEZONE)
                    .param(6, Sql.parameter(created))
                    .update(key, "id");
            long id = requireNonNull(key.getKey()).longValue();
            return new ApiKey(new ApiKeyId(id), owner, details, created, null);
        });
    }

    @Override
    public Optional<ApiKey> find(ApiKeyText key) {
        return database.queryWithCachedPlan(jdbc -> jdbc.sql(FIND)
                .params(key.id().value(), Sha256.hex(key.secret()))
                .query((row, number) -> key(row))
                .optional());
    }

    @Override
    public List<ApiKey> list(AccountId owner) {
        return database.queryWithCachedPlan(jdbc -> jdbc.sql(LIST)
                .param(owner.value())
                .query((row, number) -> key(row))
                .list());
    }

    @Override
    public boolean delete(AccountId owner, ApiKeyId id) {
        return database.change(jdbc ->
                        jdbc.sql(DELETE).params(owner.value(), id.value()).update())
                == 1;
    }

    @Override
    public void recordUse(ApiKeyId id, LocalDate day) {
        database.change(
                jdbc -> jdbc.sql(RECORD_USE).params(day, id.value(), day).update());
    }

    private static void lock(JdbcClient jdbc, AccountId owner) {
        jdbc.sql(LOCK_ACCOUNT)
                .param(owner.value())
                .query((row, number) -> row.getLong(1))
                .optional()
                .orElseThrow(() -> new RecordNotFoundException("user", owner));
    }

    private static long count(JdbcClient jdbc, AccountId owner) {
        return jdbc.sql(COUNT)
                .param(owner.value())
                .query((row, number) -> row.getLong(1))
                .single();
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                new ApiKeyId(row.getLong("id")),
                new AccountId(row.getLong("account_id")),
                new ApiKeyDetails(
                        new ApiKeyName(row.getString("name")),
                        scopes(row.getString("scopes")),
                        time(row.getObject("expires", OffsetDateTime.class))),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                row.getObject("last_used", LocalDate.class));
    }

    /** A scope that only another version of the service knows gives no right here. */
    private static List<Scope> scopes(String codes) {
        return Stream.of(codes.split(" "))
                .map(Scope::find)
                .flatMap(Optional::stream)
                .toList();
    }

    private static @Nullable Instant time(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
