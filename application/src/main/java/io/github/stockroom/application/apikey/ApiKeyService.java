package io.github.stockroom.application.apikey;

import io.github.stockroom.application.account.AccountStates;
import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.application.session.InvalidTokenException;
import io.github.stockroom.application.session.InvalidTokenException.Reason;
import io.github.stockroom.domain.access.AccessPolicy;
import io.github.stockroom.domain.access.Decision;
import io.github.stockroom.domain.access.Scope;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.apikey.ApiKey;
import io.github.stockroom.domain.apikey.ApiKeyDetails;
import io.github.stockroom.domain.apikey.ApiKeyId;
import io.github.stockroom.domain.apikey.ApiKeyText;
import io.github.stockroom.domain.shared.Timestamp;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;

final class ApiKeyService implements ApiKeys {

    private final ApiKeyRepository keys;
    private final AccountStates states;
    private final AccessPolicy policy;
    private final Supplier<String> secrets;
    private final Clock clock;

    ApiKeyService(
            ApiKeyRepository keys, AccountStates states, AccessPolicy policy, Supplier<String> secrets, Clock clock) {
        this.keys = keys;
        this.states = states;
        this.policy = policy;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public CreatedApiKey create(Caller.SignedIn owner, ApiKeyDetails details) {
        Instant now = Timestamp.stored(clock.instant());
        for (Scope scope : details.scopes()) {
            if (policy.decide(owner, scope.resource(), scope.action()) != Decision.ALLOWED) {
                throw new ValidationException(
                        Violation.of("not_allowed", "Your role does not allow " + scope.code() + ".")
                                .at("scopes"));
            }
        }
        if (details.isOver(now)) {
            throw new ValidationException(
                    Violation.of("in_past", "Must be in the future.").at("expires"));
        }
        String secret = secrets.get();
        ApiKey key = keys.insert(owner.id(), details, secret, now, MAX_KEYS);
        return new CreatedApiKey(key, new ApiKeyText(key.id(), secret).value());
    }

    @Override
    public List<ApiKey> list(AccountId owner) {
        return keys.list(owner);
    }

    @Override
    public void revoke(AccountId owner, ApiKeyId id) {
        if (!keys.delete(owner, id)) {
            throw new RecordNotFoundException("key", id);
        }
    }

    @Override
    public ApiKeyCaller authenticate(String text) {
        Instant now = clock.instant();
        ApiKey key = ApiKeyText.parse(text)
                .flatMap(keys::find)
                .filter(found -> !found.details().isOver(now))
                .orElseThrow(() -> new InvalidTokenException(Reason.NOT_VALID));
        Account owner = states.find(key.owner())
                .filter(Account::active)
                .orElseThrow(() -> new InvalidTokenException(Reason.NO_ACTIVE_ACCOUNT));
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!today.equals(key.lastUsed())) {
            keys.recordUse(key.id(), today);
        }
        return new ApiKeyCaller(
                key.id(),
                new Caller.SignedIn(owner.id(), owner.username(), owner.role()),
                key.details().scopes());
    }
}
