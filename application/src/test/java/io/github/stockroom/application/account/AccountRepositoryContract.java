package io.github.stockroom.application.account;

import static io.github.stockroom.application.account.AccountFixture.JOINED;
import static io.github.stockroom.application.account.AccountFixture.anAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.stockroom.application.AtOnce;
import io.github.stockroom.application.account.AlreadyTakenException.Part;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.EmailAddress;
import io.github.stockroom.domain.account.ExternalIdentity;
import io.github.stockroom.domain.account.PasswordHash;
import io.github.stockroom.domain.account.Profile;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of every {@link AccountRepository}. A subclass gives each test an empty one. */
public abstract class AccountRepositoryContract {

    private static final AccountId UNKNOWN = new AccountId(Long.MAX_VALUE);
    private static final ExternalIdentity IDENTITY = new ExternalIdentity("https://issuer.example", "subject-1");

    /** The store under test: empty when a test starts, and always the same during it. */
    protected abstract AccountRepository accounts();

    @Test
    void newAccountIsActiveAtVersionOne() {
        AccountFixture ada = anAccount().called("Ada", "Lovelace").mailedAt("Ada@Example.org");

        Account stored = ada.as(Role.ADMIN).storedIn(accounts());

        assertThat(stored)
                .isEqualTo(new Account(
                        stored.id(), 1, ada.profile(), ada.email(), Role.ADMIN, true, 0, JOINED, null, null));
        assertThat(accounts().find(stored.id())).contains(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Citroën, e\u0301 and ſ",
                "next\u2028line, \ufeff inside and \u00df",
                "'; drop table accounts; --",
                "${x} #{y} ? :z $1 \" ` end"
            })
    void keepsTextAsItIs(String text) {
        Account stored = anAccount()
                .named(text)
                .called("1\t" + text, "2\n" + text)
                .mailedAt(text.replaceAll("\\s", "") + "@example.org")
                .storedIn(accounts());

        assertThat(accounts().find(stored.id())).contains(stored);
        assertThat(accounts().find(stored.username())).contains(stored);
        assertThat(accounts().find(stored.email())).contains(stored);
    }

    @Test
    void keepsTheLongestTextOfCharactersBeyondTheBasicPlane() {
        String name = "😀".repeat(150);
        Account stored = anAccount()
                .named(name)
                .called(name, name)
                .mailedAt("😀".repeat(252) + "@x")
                .storedIn(accounts());

        assertThat(accounts().find(stored.id())).contains(stored);
        assertThat(accounts().find(stored.email())).contains(stored);
    }

    @Test
    void neverGivesAnIdAgain() {
        Account first = anAccount().named("first").storedIn(accounts());
        Account second = anAccount().named("second").storedIn(accounts());
        assertThat(accounts().delete(second.id())).isTrue();
        Account third = anAccount().named("second").storedIn(accounts());

        assertThat(List.of(first, second, third))
                .extracting(account -> account.id().value())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void caseCountsInUsernamesAndNotInEmailAddresses() {
        Account lower = anAccount().named("ada").mailedAt("Ada@Example.org").storedIn(accounts());
        Account upper = anAccount().named("ADA").mailedAt("other@example.org").storedIn(accounts());

        assertThat(accounts().find(new Username("ada"))).contains(lower);
        assertThat(accounts().find(new Username("ADA"))).contains(upper);
        assertThat(accounts().find(new Username("Ada"))).isEmpty();
        assertThat(accounts().find(new EmailAddress("aDA@eXAMPLE.ORG"))).contains(lower);
        assertThat(accounts().find(new EmailAddress("ada@example.com"))).isEmpty();
    }

    @Test
    void findsNothingUnderAnUnknownId() {
        assertThat(accounts().find(UNKNOWN)).isEmpty();
        assertThat(accounts().password(UNKNOWN)).isEmpty();
    }

    @Test
    void takenUsernameIsRefused() {
        Account stored = anAccount().named("ada").storedIn(accounts());

        assertThat(taken(() -> anAccount().named("ada").mailedAt("a@b").storedIn(accounts())))
                .isEqualTo(Part.USERNAME);
        assertThat(accounts().list(null, 10)).containsExactly(stored);
    }

    @Test
    void takenEmailAddressIsRefusedWhateverItsCase() {
        Account stored = anAccount().named("ada").mailedAt("ada@example.org").storedIn(accounts());

        assertThat(taken(() ->
                        anAccount().named("eve").mailedAt("ADA@EXAMPLE.ORG").storedIn(accounts())))
                .isEqualTo(Part.EMAIL);
        assertThat(accounts().list(null, 10)).containsExactly(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uq_accounts_email", "EMAIL", "UQ_ACCOUNTS_EMAIL_INDEX_1 ON ACCOUNTS(EMAIL)"})
    void usernameDoesNotPassForAnEmailAddress(String username) {
        anAccount().named(username).storedIn(accounts());

        assertThat(taken(() -> anAccount().named(username).storedIn(accounts())))
                .isEqualTo(Part.USERNAME);
    }

    @Test
    void anyNumberOfAccountsHaveNoEmailAddress() {
        Account first = anAccount().named("first").storedIn(accounts());
        Account second = anAccount().named("second").storedIn(accounts());

        assertThat(accounts().list(null, 10)).containsExactly(first, second);
    }

    @Test
    void oneOfEightConcurrentInsertsGetsTheUsername() throws Exception {
        assertThat(AtOnce.run(
                        8,
                        i -> outcome(
                                () -> anAccount().mailedAt(i + "@example.org").storedIn(accounts()))))
                .containsOnlyOnce("done")
                .allMatch(outcome -> outcome.equals("done") || outcome.equals("USERNAME"));
        assertThat(accounts().list(null, 10)).hasSize(1);
    }

    @Test
    void oneOfEightConcurrentInsertsGetsTheEmailAddress() throws Exception {
        assertThat(AtOnce.run(
                        8,
                        i -> outcome(() -> anAccount()
                                .named("ada" + i)
                                .mailedAt(i % 2 == 0 ? "ada@example.org" : "ADA@example.org")
                                .storedIn(accounts()))))
                .containsOnlyOnce("done")
                .allMatch(outcome -> outcome.equals("done") || outcome.equals("EMAIL"));
        assertThat(accounts().list(null, 10)).hasSize(1);
    }

    @Test
    void listsInTheOrderOfIds() {
        Account first = anAccount().named("z").storedIn(accounts());
        Account second = anAccount().named("a").storedIn(accounts());
        Account third = anAccount().named("m").storedIn(accounts());

        assertThat(accounts().list(null, 2)).containsExactly(first, second);
        assertThat(accounts().list(second.id(), 2)).containsExactly(third);
        assertThat(accounts().list(third.id(), 2)).isEmpty();
    }

    @Test
    void hasAnAdministratorAsLongAsThereIsOne() {
        anAccount().named("user").storedIn(accounts());
        assertThat(accounts().hasAdministrator()).isFalse();

        anAccount().named("admin").as(Role.ADMIN).storedIn(accounts());
        assertThat(accounts().hasAdministrator()).isTrue();
    }

    @Test
    void updateStoresTheProfileAndRaisesTheVersion() {
        Account stored = anAccount().named("ada").mailedAt("ada@example.org").storedIn(accounts());
        Account other = anAccount().named("other").storedIn(accounts());
        Profile profile = anAccount().named("augusta").called("Ada", "King").profile();

        Optional<Account> updated = accounts().update(stored.with(profile));

        assertThat(updated)
                .contains(new Account(stored.id(), 2, profile, stored.email(), Role.USER, true, 0, JOINED, null, null));
        assertThat(accounts().find(stored.id())).isEqualTo(updated);
        assertThat(accounts().find(new Username("ada"))).isEmpty();
        assertThat(accounts().password(stored.id())).contains(anAccount().password());
        assertThat(accounts().find(other.id())).contains(other);
    }

    @Test
    void updateLeavesLoginAndTokenVersionAsStoredMeanwhile() {
        Account read = anAccount().storedIn(accounts());
        accounts().revokeTokens(read.id());
        accounts().recordLogin(read.id(), JOINED.plusSeconds(1));

        assertThat(accounts().update(read.with(anAccount().named("augusta").profile())))
                .isPresent();

        assertThat(accounts().find(read.id()).orElseThrow())
                .returns(1L, Account::tokenVersion)
                .returns(JOINED.plusSeconds(1), Account::lastLogin);
    }

    @Test
    void updateToATakenUsernameIsRefused() {
        Account stored = anAccount().named("ada").storedIn(accounts());
        anAccount().named("eve").storedIn(accounts());

        assertThat(taken(() ->
                        accounts().update(stored.with(anAccount().named("eve").profile()))))
                .isEqualTo(Part.USERNAME);
        assertThat(accounts().find(stored.id())).contains(stored);
    }

    @Test
    void updateOfAnotherVersionChangesNothing() {
        Account first = anAccount().storedIn(accounts());
        Account second = accounts()
                .update(first.with(anAccount().named("augusta").profile()))
                .orElseThrow();

        assertThat(accounts().update(first.with(anAccount().named("eve").profile())))
                .isEmpty();
        assertThat(accounts().find(first.id())).contains(second);
    }

    @Test
    void updateOfADeletedAccountDoesNotBringItBack() {
        Account stored = anAccount().storedIn(accounts());
        accounts().delete(stored.id());

        assertThat(accounts().update(stored)).isEmpty();
        assertThat(accounts().find(stored.id())).isEmpty();
    }

    @Test
    void oneOfEightConcurrentUpdatesWins() throws Exception {
        Account stored = anAccount().storedIn(accounts());

        List<Optional<Account>> outcomes = AtOnce.run(
                8,
                i -> accounts().update(stored.with(anAccount().named("ada" + i).profile())));

        assertThat(outcomes)
                .filteredOn(Optional::isPresent)
                .singleElement()
                .isEqualTo(accounts().find(stored.id()));
    }

    @Test
    void oneOfEightConcurrentRenamesGetsTheUsername() throws Exception {
        List<Account> stored = AtOnce.run(8, i -> anAccount().named("ada" + i).storedIn(accounts()));
        Profile wanted = anAccount().named("ada").profile();

        assertThat(AtOnce.run(
                        8, i -> outcome(() -> accounts().update(stored.get(i).with(wanted)))))
                .containsOnlyOnce("done")
                .allMatch(outcome -> outcome.equals("done") || outcome.equals("USERNAME"));
    }

    @Test
    void deleteTakesOneAccountAndFreesItsName() {
        Account stored = anAccount().named("ada").mailedAt("ada@example.org").storedIn(accounts());
        Account other = anAccount().named("eve").storedIn(accounts());

        assertThat(accounts().delete(stored.id())).isTrue();
        assertThat(accounts().delete(stored.id())).isFalse();
        assertThat(accounts().list(null, 10)).containsExactly(other);
        assertThat(anAccount().named("ada").mailedAt("ada@example.org").storedIn(accounts()))
                .isNotEqualTo(stored);
    }

    @Test
    void passwordIsKeptApartAndChanges() {
        Account stored = anAccount().hashed(new PasswordHash("old")).storedIn(accounts());
        Account other = anAccount().named("other").storedIn(accounts());
        assertThat(accounts().password(stored.id())).contains(new PasswordHash("old"));

        Optional<Account> changed = accounts().changePassword(stored, new PasswordHash("new"));

        assertThat(changed).contains(stored.withTokensRevoked());
        assertThat(accounts().password(stored.id())).contains(new PasswordHash("new"));
        assertThat(accounts().find(stored.id())).isEqualTo(changed);
        assertThat(accounts().password(other.id())).contains(anAccount().password());
        assertThat(accounts().find(other.id())).contains(other);
    }

    @Test
    void passwordStaysWhenTokensWereTakenBackSince() {
        Account read = anAccount().hashed(new PasswordHash("old")).storedIn(accounts());
        accounts().revokeTokens(read.id());

        assertThat(accounts().changePassword(read, new PasswordHash("new"))).isEmpty();
        assertThat(accounts().password(read.id())).contains(new PasswordHash("old"));
    }

    @Test
    void oneOfEightConcurrentChangesOfAPasswordWins() throws Exception {
        Account read = anAccount().storedIn(accounts());

        List<Optional<Account>> outcomes =
                AtOnce.run(8, i -> accounts().changePassword(read, new PasswordHash("new" + i)));

        assertThat(outcomes)
                .filteredOn(Optional::isPresent)
                .singleElement()
                .isEqualTo(accounts().find(read.id()));
    }

    @Test
    void onlyTheOutdatedHashIsRenewed() {
        Account stored = anAccount().hashed(new PasswordHash("old")).storedIn(accounts());

        accounts().renewHash(stored.id(), new PasswordHash("another"), new PasswordHash("lost"));
        assertThat(accounts().password(stored.id())).contains(new PasswordHash("old"));
        accounts().renewHash(stored.id(), new PasswordHash("old"), new PasswordHash("renewed"));

        assertThat(accounts().password(stored.id())).contains(new PasswordHash("renewed"));
        assertThat(accounts().find(stored.id())).contains(stored);
    }

    @Test
    void administeredAccountHasItsNewRoleStateAndPasswordAndNoTokens() {
        Account stored = anAccount().named("ada").mailedAt("ada@example.org").storedIn(accounts());
        Account other = anAccount().named("other").storedIn(accounts());

        Optional<Account> changed = accounts()
                .administer(stored.id(), account -> account.as(Role.ADMIN).withActive(false), new PasswordHash("new"));

        assertThat(changed)
                .contains(new Account(
                        stored.id(), 2, stored.profile(), stored.email(), Role.ADMIN, false, 1, JOINED, null, null));
        assertThat(accounts().find(stored.id())).isEqualTo(changed);
        assertThat(accounts().password(stored.id())).contains(new PasswordHash("new"));
        assertThat(accounts().find(other.id())).contains(other);
        assertThat(accounts().password(other.id())).contains(anAccount().password());
    }

    @Test
    void administeredIdentityLeadsToTheAccountUntilItIsTakenAway() {
        Account ada = anAccount().named("ada").storedIn(accounts());
        Account other = anAccount().named("other").storedIn(accounts());
        assertThat(accounts().find(IDENTITY)).isEmpty();

        Optional<Account> linked = accounts().administer(ada.id(), account -> account.linkedTo(IDENTITY), null);

        assertThat(linked.orElseThrow().identity()).isEqualTo(IDENTITY);
        assertThat(accounts().find(IDENTITY)).isEqualTo(linked);
        assertThat(accounts().find(ada.id())).isEqualTo(linked);
        assertThat(accounts().find(other.id())).contains(other);
        assertThat(accounts().find(new ExternalIdentity(IDENTITY.issuer(), "SUBJECT-1")))
                .isEmpty();
        assertThat(accounts().find(new ExternalIdentity(IDENTITY.issuer() + "/", IDENTITY.subject())))
                .isEmpty();

        assertThat(accounts()
                        .update(linked.get().with(anAccount().named("ada2").profile()))
                        .orElseThrow()
                        .identity())
                .isEqualTo(IDENTITY);
        accounts().administer(ada.id(), account -> account.linkedTo(null), null);
        assertThat(accounts().find(IDENTITY)).isEmpty();
    }

    @Test
    void identityOfAnotherAccountIsRefused() {
        Account ada = anAccount().named("ada").storedIn(accounts());
        Account eve = anAccount().named("eve").storedIn(accounts());
        accounts().administer(ada.id(), account -> account.linkedTo(IDENTITY), null);

        assertThat(taken(() -> accounts().administer(eve.id(), account -> account.linkedTo(IDENTITY), null)))
                .isEqualTo(Part.IDENTITY);

        assertThat(accounts().find(eve.id())).contains(eve);
        accounts().delete(ada.id());
        assertThat(accounts().find(IDENTITY)).isEmpty();
        assertThat(accounts().administer(eve.id(), account -> account.linkedTo(IDENTITY), null))
                .isEqualTo(accounts().find(IDENTITY));
    }

    @Test
    void newAccountMayHaveAnIdentityAndNoOtherOneGetsIt() throws Exception {
        Profile ada = anAccount().named("ada").profile();

        List<Optional<Part>> refusals = AtOnce.run(4, i -> refusal(() -> insert(ada, IDENTITY)));

        assertThat(refusals).containsOnlyOnce(Optional.empty()).hasSize(4);
        Account stored = accounts().find(IDENTITY).orElseThrow();
        assertThat(accounts().find(ada.username())).contains(stored);
        assertThat(stored.identity()).isEqualTo(IDENTITY);
        assertThat(taken(() -> insert(anAccount().named("eve").profile(), IDENTITY)))
                .isEqualTo(Part.IDENTITY);
        assertThat(accounts().list(null, 10)).containsExactly(stored);
    }

    private void insert(Profile profile, ExternalIdentity identity) {
        accounts().insert(profile, null, Role.USER, PasswordHash.NONE, identity, JOINED);
    }

    private static Optional<Part> refusal(Runnable call) {
        try {
            call.run();
            return Optional.empty();
        } catch (AlreadyTakenException e) {
            return Optional.of(e.part());
        }
    }

    @Test
    void passwordStaysUnlessItIsAdministered() {
        Account stored = anAccount().hashed(new PasswordHash("old")).storedIn(accounts());

        accounts().administer(stored.id(), account -> account.withActive(false), null);
        assertThat(accounts().password(stored.id())).contains(new PasswordHash("old"));

        assertThat(accounts().administer(stored.id(), same -> same, new PasswordHash("new")))
                .hasValueSatisfying(
                        account -> assertThat(account.tokenVersion()).isEqualTo(2));
        assertThat(accounts().password(stored.id())).contains(new PasswordHash("new"));
    }

    @Test
    void administeringNothingWritesNothing() {
        Account stored = anAccount().as(Role.ADMIN).storedIn(accounts());

        assertThat(accounts().administer(stored.id(), account -> account.as(Role.ADMIN), null))
                .contains(stored);
        assertThat(accounts().find(stored.id())).contains(stored);
    }

    @Test
    void lastActiveAdministratorStays() {
        Account admin = anAccount().named("admin").as(Role.ADMIN).storedIn(accounts());
        Account inactive = anAccount().named("inactive").as(Role.ADMIN).storedIn(accounts());
        accounts().administer(inactive.id(), account -> account.withActive(false), null);
        anAccount().named("user").storedIn(accounts());

        assertLast(() -> accounts().administer(admin.id(), account -> account.as(Role.USER), new PasswordHash("new")));
        assertLast(() -> accounts().administer(admin.id(), account -> account.withActive(false), null));
        assertLast(() -> accounts().delete(admin.id()));

        assertThat(accounts().find(admin.id())).contains(admin);
        assertThat(accounts().password(admin.id())).contains(anAccount().password());
        assertThat(accounts().administer(admin.id(), same -> same, new PasswordHash("new")))
                .isPresent();
        assertThat(accounts().delete(inactive.id())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demote", "deactivate", "delete", "any"})
    void oneAdministratorIsLeftHoweverManyGoAtTheSameMoment(String how) throws Exception {
        List<Account> admins =
                AtOnce.run(8, i -> anAccount().named("admin" + i).as(Role.ADMIN).storedIn(accounts()));

        List<Boolean> gone = AtOnce.run(8, i -> {
            AccountId id = admins.get(i).id();
            String way = how.equals("any")
                    ? List.of("demote", "deactivate", "delete").get(i % 3)
                    : how;
            try {
                switch (way) {
                    case "demote" -> accounts().administer(id, account -> account.as(Role.USER), null);
                    case "deactivate" -> accounts().administer(id, account -> account.withActive(false), null);
                    default -> accounts().delete(id);
                }
                return true;
            } catch (LastAdministratorException e) {
                return false;
            }
        });

        assertThat(gone).containsOnlyOnce(false);
        assertThat(accounts().list(null, 10).stream().filter(Account::isActiveAdministrator))
                .hasSize(1);
    }

    @Test
    void loginIsRecordedAtTheSameVersion() {
        Account stored = anAccount().storedIn(accounts());
        Account other = anAccount().named("other").storedIn(accounts());

        accounts().recordLogin(stored.id(), JOINED.plusSeconds(1));

        assertThat(accounts().find(stored.id()).orElseThrow())
                .returns(JOINED.plusSeconds(1), Account::lastLogin)
                .returns(1L, Account::version);
        assertThat(accounts().find(other.id())).contains(other);
    }

    @Test
    void eightConcurrentRevocationsAllCount() throws Exception {
        Account stored = anAccount().storedIn(accounts());
        Account other = anAccount().named("other").storedIn(accounts());

        AtOnce.run(8, i -> outcome(() -> accounts().revokeTokens(stored.id())));

        assertThat(accounts().find(stored.id()).orElseThrow())
                .returns(8L, Account::tokenVersion)
                .returns(1L, Account::version);
        assertThat(accounts().find(other.id())).contains(other);
    }

    @Test
    void nothingHappensToAnAccountThatIsGone() {
        Account other = anAccount().storedIn(accounts());

        accounts().renewHash(UNKNOWN, anAccount().password(), new PasswordHash("new"));
        assertThat(accounts().administer(UNKNOWN, account -> account.as(Role.ADMIN), new PasswordHash("new")))
                .isEmpty();
        accounts().delete(UNKNOWN);
        accounts().recordLogin(UNKNOWN, JOINED);
        accounts().revokeTokens(UNKNOWN);

        assertThat(accounts().list(null, 10)).containsExactly(other);
    }

    private static void assertLast(ThrowingCallable call) {
        assertThatExceptionOfType(LastAdministratorException.class).isThrownBy(call);
    }

    private static Part taken(ThrowingCallable call) {
        return catchThrowableOfType(AlreadyTakenException.class, call).part();
    }

    /** Returns the part that is already taken, or {@code done}. */
    private static String outcome(Runnable call) {
        try {
            call.run();
            return "done";
        } catch (AlreadyTakenException e) {
            return e.part().name();
        }
    }
}
