package io.github.stockroom.application.apikey;

import static io.github.stockroom.application.account.AccountFixture.anAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.stockroom.application.HandMovedClock;
import io.github.stockroom.application.account.AccountStates;
import io.github.stockroom.application.account.InMemoryAccountRepository;
import io.github.stockroom.application.account.RememberedAccountStates;
import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.application.session.InvalidTokenException;
import io.github.stockroom.application.session.InvalidTokenException.Reason;
import io.github.stockroom.domain.access.AccessPolicy;
import io.github.stockroom.domain.access.Scope;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.apikey.ApiKeyDetails;
import io.github.stockroom.domain.apikey.ApiKeyName;
import io.github.stockroom.domain.apikey.ApiKeyText;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123456Z");

    private final HandMovedClock clock = new HandMovedClock(NOW.plusNanos(789));
    private final InMemoryAccountRepository accounts = new InMemoryAccountRepository();
    private final AccountStates states = new RememberedAccountStates(accounts);
    private final AtomicInteger secrets = new AtomicInteger();
    private final ApiKeys keys = ApiKeys.on(
            new InMemoryApiKeyRepository(accounts),
            states,
            AccessPolicy.DEFAULT,
            () -> String.format("%0" + ApiKeyText.SECRET_LENGTH + "d", secrets.incrementAndGet()),
            clock);

    private final Account ada = anAccount().named("ada").storedIn(accounts);
    private final Caller.SignedIn user = new Caller.SignedIn(ada.id(), ada.username(), Role.USER);

    @Test
    void keyActsForItsOwnerWithinItsScopes() {
        CreatedApiKey created = keys.create(user, details(null, "profile:write", "profile:read"));

        assertThat(keys.authenticate(created.text()))
                .isEqualTo(new ApiKeyCaller(
                        created.key().id(), user, List.of(Scope.parse("profile:read"), Scope.parse("profile:write"))));
        assertThat(created.toString()).isNotBlank().doesNotContain(created.text());
        assertThat(created.key().created()).isEqualTo(NOW);
    }

    @Test
    void useIsNotedByTheDay() {
        CreatedApiKey created = keys.create(user, details(null, "profile:write"));
        assertThat(keys.list(ada.id())).containsExactly(created.key());

        keys.authenticate(created.text());
        assertThat(keys.list(ada.id()).get(0).lastUsed()).isEqualTo(LocalDate.parse("2026-01-31"));
        clock.pass(Duration.ofDays(1));
        keys.authenticate(created.text());
        assertThat(keys.list(ada.id()).get(0).lastUsed()).isEqualTo(LocalDate.parse("2026-02-01"));
    }

    @Test
    void keyEndsWhenItExpires() {
        CreatedApiKey created = keys.create(user, details(NOW.plusSeconds(60), "profile:write"));
        clock.pass(Duration.ofSeconds(59));
        keys.authenticate(created.text());
        clock.pass(Duration.ofSeconds(1));

        assertThat(reason(created.text())).isEqualTo(Reason.NOT_VALID);
        assertThat(keys.list(ada.id())).hasSize(1);
    }

    @Test
    void revokedKeyOpensNothing() {
        CreatedApiKey created = keys.create(user, details(null, "profile:write"));
        Account eve = anAccount().named("eve").storedIn(accounts);
        assertThatExceptionOfType(RecordNotFoundException.class)
                .isThrownBy(() -> keys.revoke(eve.id(), created.key().id()));

        keys.revoke(ada.id(), created.key().id());

        assertThat(reason(created.text())).isEqualTo(Reason.NOT_VALID);
        assertThatExceptionOfType(RecordNotFoundException.class)
                .isThrownBy(() -> keys.revoke(ada.id(), created.key().id()));
    }

    @Test
    void keyFollowsTheRoleAndTheStateOfItsOwner() {
        CreatedApiKey created = keys.create(user, details(null, "profile:write"));
        anAccount().named("admin").as(Role.ADMIN).storedIn(accounts);
        accounts.administer(ada.id(), account -> account.as(Role.ADMIN), null);
        assertThat(keys.authenticate(created.text()).owner().role()).isEqualTo(Role.ADMIN);

        accounts.administer(ada.id(), account -> account.withActive(false), null);
        states.forget(ada.id());

        assertThat(reason(created.text())).isEqualTo(Reason.NO_ACTIVE_ACCOUNT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts:read", "accounts:write", "metrics:read"})
    void noScopeGoesBeyondTheOwner(String scope) {
        assertThat(violation(details(null, "profile:write", scope)))
                .returns("scopes", Violation::field)
                .returns("not_allowed", Violation::code);
        Caller.SignedIn admin = new Caller.SignedIn(ada.id(), ada.username(), Role.ADMIN);
        assertThat(keys.create(admin, details(null, scope)).text()).isNotEmpty();
    }

    @Test
    void expiryIsInTheFuture() {
        assertThat(violation(details(NOW, "profile:write")))
                .returns("expires", Violation::field)
                .returns("in_past", Violation::code);
    }

    @Test
    void accountHasAHundredKeys() {
        for (int i = 0; i < ApiKeys.MAX_KEYS; i++) {
            keys.create(user, details(null, "profile:write"));
        }

        assertThatExceptionOfType(TooManyApiKeysException.class)
                .isThrownBy(() -> keys.create(user, details(null, "profile:write")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stk_", "stk_1_x", "nul\u0000", "\ud800"})
    void whatIsNoKeyOpensNothing(String text) {
        assertThat(reason(text)).isEqualTo(Reason.NOT_VALID);
    }

    private Violation violation(ApiKeyDetails details) {
        return catchThrowableOfType(ValidationException.class, () -> keys.create(user, details))
                .violations()
                .get(0);
    }

    private Reason reason(String text) {
        return catchThrowableOfType(InvalidTokenException.class, () -> keys.authenticate(text))
                .reason();
    }

    private static ApiKeyDetails details(@Nullable Instant expires, String... scopes) {
        return new ApiKeyDetails(
                new ApiKeyName("import"),
                List.of(scopes).stream().map(Scope::parse).toList(),
                expires);
    }
}
