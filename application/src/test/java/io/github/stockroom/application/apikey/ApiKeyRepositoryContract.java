package io.github.stockroom.application.apikey;

import static io.github.stockroom.application.account.AccountFixture.anAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.application.AtOnce;
import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.domain.access.Scope;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.apikey.ApiKey;
import io.github.stockroom.domain.apikey.ApiKeyDetails;
import io.github.stockroom.domain.apikey.ApiKeyId;
import io.github.stockroom.domain.apikey.ApiKeyName;
import io.github.stockroom.domain.apikey.ApiKeyText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every {@link ApiKeyRepository}. A subclass gives each test an empty one. */
public abstract class ApiKeyRepositoryContract {

    private static final Instant CREATED = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final LocalDate DAY = LocalDate.parse("2026-01-31");
    private static final String SECRET = "s".repeat(ApiKeyText.SECRET_LENGTH);
    private static final int MAX = 3;

    private static final ApiKeyDetails DETAILS =
            new ApiKeyDetails(new ApiKeyName("'; drop table 😀"), Scope.ALL, CREATED.plusSeconds(60));

    private Account ada;
    private Account eve;

    /** The store under test: empty when a test starts, and always the same during it. */
    protected abstract ApiKeyRepository keys();

    /** The accounts of the same store. */
    protected abstract AccountRepository accounts();

    @BeforeEach
    protected void storeAccounts() {
        ada = anAccount().named("ada").storedIn(accounts());
        eve = anAccount().named("eve").storedIn(accounts());
    }

    @Test
    void newKeyIsFoundByIdAndSecret() {
        ApiKey key = insert(ada, DETAILS);

        assertThat(key).isEqualTo(new ApiKey(key.id(), ada.id(), DETAILS, CREATED, null));
        assertThat(keys().find(new ApiKeyText(key.id(), SECRET))).contains(key);
        assertThat(keys().find(new ApiKeyText(key.id(), "t".repeat(ApiKeyText.SECRET_LENGTH))))
                .isEmpty();
        assertThat(keys().find(new ApiKeyText(new ApiKeyId(key.id().value() + 1), SECRET)))
                .isEmpty();
    }

    @Test
    void keyNeedNotExpireAndHasTheLongestName() {
        var details = new ApiKeyDetails(new ApiKeyName("😀".repeat(100)), Scope.ALL.subList(3, 4), null);
        ApiKey key = insert(ada, details);

        assertThat(keys().list(ada.id())).containsExactly(key);
        assertThat(key.details()).isEqualTo(details);
    }

    @Test
    void listsTheKeysOfOneAccountInTheOrderOfTheirIds() {
        ApiKey first = insert(ada, DETAILS);
        ApiKey other = insert(eve, DETAILS);
        ApiKey second = insert(ada, DETAILS);

        assertThat(keys().list(ada.id())).containsExactly(first, second);
        assertThat(keys().list(eve.id())).containsExactly(other);
        assertThat(keys().list(new AccountId(Long.MAX_VALUE))).isEmpty();
    }

    @Test
    void deletedKeyIsGoneAndItsIdIsNotGivenAgain() {
        ApiKey key = insert(ada, DETAILS);
        ApiKey other = insert(ada, DETAILS);

        assertThat(keys().delete(eve.id(), key.id())).isFalse();
        assertThat(keys().delete(ada.id(), key.id())).isTrue();
        assertThat(keys().delete(ada.id(), key.id())).isFalse();

        assertThat(keys().find(new ApiKeyText(key.id(), SECRET))).isEmpty();
        assertThat(keys().list(ada.id())).containsExactly(other);
        assertThat(insert(ada, DETAILS).id().value()).isGreaterThan(other.id().value());
    }

    @Test
    void keysGoWithTheirAccount() {
        ApiKey key = insert(ada, DETAILS);
        ApiKey other = insert(eve, DETAILS);
        accounts().delete(ada.id());

        assertThat(keys().find(new ApiKeyText(key.id(), SECRET))).isEmpty();
        assertThat(keys().find(new ApiKeyText(other.id(), SECRET))).contains(other);
        assertThatExceptionOfType(RecordNotFoundException.class).isThrownBy(() -> insert(ada, DETAILS));
    }

    @Test
    void lastUseIsTheLatestDay() {
        ApiKey key = insert(ada, DETAILS);
        ApiKey other = insert(ada, DETAILS);

        keys().recordUse(key.id(), DAY);
        assertThat(lastUsed(key)).isEqualTo(DAY);
        keys().recordUse(key.id(), DAY.minusDays(1));
        assertThat(lastUsed(key)).isEqualTo(DAY);
        keys().recordUse(key.id(), DAY.plusDays(1));
        assertThat(lastUsed(key)).isEqualTo(DAY.plusDays(1));
        keys().recordUse(new ApiKeyId(Long.MAX_VALUE), DAY);
        assertThat(keys().find(new ApiKeyText(other.id(), SECRET))).contains(other);
    }

    @Test
    void accountHasNoMoreKeysThanItMayHoweverManyAreMadeAtOnce() throws Exception {
        List<Boolean> made = AtOnce.run(8, i -> {
            try {
                insert(ada, DETAILS);
                return true;
            } catch (TooManyApiKeysException e) {
                return false;
            }
        });

        assertThat(made).filteredOn(done -> done).hasSize(MAX);
        assertThat(keys().list(ada.id())).hasSize(MAX);
        insert(eve, DETAILS);
        keys().delete(ada.id(), keys().list(ada.id()).get(0).id());
        insert(ada, DETAILS);
    }

    private ApiKey insert(Account owner, ApiKeyDetails details) {
        return keys().insert(owner.id(), details, SECRET, CREATED, MAX);
    }

    private LocalDate lastUsed(ApiKey key) {
        return keys().find(new ApiKeyText(key.id(), SECRET)).orElseThrow().lastUsed();
    }
}
