package io.github.stockroom.application.apikey;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.apikey.ApiKey;
import io.github.stockroom.domain.apikey.ApiKeyDetails;
import io.github.stockroom.domain.apikey.ApiKeyId;
import io.github.stockroom.domain.apikey.ApiKeyText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** As strict as a database, and as safe with many threads; but durable only while it is held. */
public final class InMemoryApiKeyRepository implements ApiKeyRepository {

    private record Row(ApiKey key, String secret) {}

    private final AccountRepository accounts;
    private final SortedMap<Long, Row> rows = new TreeMap<>();
    private long lastId;

    public InMemoryApiKeyRepository(AccountRepository accounts) {
        this.accounts = accounts;
    }

    @Override
    public synchronized ApiKey insert(AccountId owner, ApiKeyDetails details, String secret, Instant created, int max) {
        if (accounts.find(owner).isEmpty()) {
            throw new RecordNotFoundException("user", owner);
        }
        if (list(owner).size() >= max) {
            throw new TooManyApiKeysException();
        }
        lastId++;
        ApiKey key = new ApiKey(new ApiKeyId(lastId), owner, details, created, null);
        rows.put(lastId, new Row(key, secret));
        return key;
    }

    @Override
    public synchronized Optional<ApiKey> find(ApiKeyText text) {
        return present()
                .filter(row -> row.key.id().equals(text.id()) && row.secret.equals(text.secret()))
                .map(Row::key)
                .findFirst();
    }

    @Override
    public synchronized List<ApiKey> list(AccountId owner) {
        return present().map(Row::key).filter(key -> key.owner().equals(owner)).toList();
    }

    @Override
    public synchronized boolean delete(AccountId owner, ApiKeyId id) {
        return list(owner).stream().anyMatch(key -> key.id().equals(id)) && rows.remove(id.value()) != null;
    }

    @Override
    public synchronized void recordUse(ApiKeyId id, LocalDate day) {
        rows.computeIfPresent(id.value(), (number, row) -> {
            LocalDate last = row.key.lastUsed();
            return last != null && !last.isBefore(day)
                    ? row
                    : new Row(new ApiKey(id, row.key.owner(), row.key.details(), row.key.created(), day), row.secret);
        });
    }

    private Stream<Row> present() {
        return rows.values().stream()
                .filter(row -> accounts.find(row.key.owner()).isPresent());
    }
}
