package io.github.stockroom.application.account;

import static io.github.stockroom.application.account.AccountFixture.anAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.stockroom.application.AtOnce;
import io.github.stockroom.application.HandMovedClock;
import io.github.stockroom.application.attempt.AttemptLimit;
import io.github.stockroom.application.attempt.InMemoryAttempts;
import io.github.stockroom.application.attempt.TooManyAttemptsException;
import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.application.version.StaleVersionException;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.account.ExternalIdentity;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordHash;
import io.github.stockroom.domain.account.Profile;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final Password PASSWORD = new Password("secret");
    private static final int SIGN_UPS = 20;
    private static final AccountId UNKNOWN = new AccountId(404);
    private static final ExternalIdentity IDENTITY = new ExternalIdentity("https://issuer.example", "subject-1");
    private static final Username ROOT = new Username("root");
    private static final Caller USER = new Caller.SignedIn(new AccountId(7), new Username("u"), Role.USER);
    private static final Caller ADMIN = new Caller.SignedIn(new AccountId(8), new Username("a"), Role.ADMIN);
    private static final Supplier<Password> UNASKED = () -> {
        throw new AssertionError("asked");
    };

    private final AccountRepository stored = new InMemoryAccountRepository();
    private final AccountStates states = new RememberedAccountStates(stored);
    private final Accounts accounts = accountsAt(new HandMovedClock(NOW.plusNanos(789)));

    private Accounts accountsAt(Clock clock) {
        return Accounts.on(
                stored,
                states,
                new PlainPasswordHasher(),
                new InMemoryAttempts(),
                new AttemptLimit("sign-up", SIGN_UPS, Duration.ofHours(1)),
                clock);
    }

    @Test
    void whatWasCreatedCanBeRead() {
        Account created = create(Caller.ANONYMOUS, account("ada", Role.USER));

        assertThat(accounts.get(created.id())).isEqualTo(created);
        assertThat(accounts.list(null, 10)).containsExactly(created);
        assertThat(accounts.list(created.id(), 10)).isEmpty();
        assertThat(created.joined()).isEqualTo(NOW);
        assertThat(created.role()).isEqualTo(Role.USER);
        assertThat(stored.password(created.id())).contains(new PasswordHash("plain:secret"));
    }

    @Test
    void onlyAdministratorsCreateAdministrators() {
        NewAccount admin = account("eve", Role.ADMIN);

        assertThatExceptionOfType(RoleNotAllowedException.class).isThrownBy(() -> create(Caller.ANONYMOUS, admin));
        assertThatExceptionOfType(RoleNotAllowedException.class).isThrownBy(() -> create(USER, admin));
        assertThat(accounts.list(null, 10)).isEmpty();

        assertThat(create(ADMIN, admin).role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void accountsThatAClientAsksForAreLimited() {
        for (int i = 0; i < SIGN_UPS; i++) {
            create(USER, account("user-" + i, Role.USER));
        }

        assertThat(catchThrowableOfType(
                                TooManyAttemptsException.class,
                                () -> accounts.prepare(Caller.ANONYMOUS, account("another", Role.USER), "client"))
                        .retryAfter())
                .isEqualTo(Duration.ofHours(1));
        accounts.prepare(Caller.ANONYMOUS, account("user-1", Role.USER), "client");
        accounts.prepare(Caller.ANONYMOUS, account("another", Role.USER), "elsewhere");
        accounts.prepare(ADMIN, account("another", Role.USER), "client");
        assertThat(accounts.list(null, 100)).hasSize(SIGN_UPS);
    }

    @Test
    void nameThatLooksLikeThatOfAnotherAccountIsTaken() {
        create(USER, account("admin", Role.USER));
        Account ada = create(USER, account("ada", Role.USER));

        assertThatExceptionOfType(AlreadyTakenException.class)
                .isThrownBy(() -> create(USER, account("adm\u0131n", Role.USER)));
        assertThatExceptionOfType(AlreadyTakenException.class)
                .isThrownBy(() -> accounts.changeProfile(
                        ada.id(),
                        Precondition.NONE,
                        old -> anAccount().named("adm\u0131n").profile()));
        assertThat(create(USER, account("y\u0131ld\u0131z", Role.USER))
                        .username()
                        .value())
                .isEqualTo("y\u0131ld\u0131z");
    }

    @Test
    void takenUsernameIsRefused() {
        create(USER, account("ada", Role.USER));

        assertThatExceptionOfType(AlreadyTakenException.class)
                .isThrownBy(() -> create(USER, account("ada", Role.USER)));
    }

    @Test
    void unknownAccountIsNotFound() {
        assertNotFound(() -> accounts.get(UNKNOWN));
        assertNotFound(() -> accounts.changeProfile(UNKNOWN, Precondition.NONE, profile -> profile));
        assertNotFound(() -> accounts.get(ROOT));
        assertNotFound(() -> accounts.administer(UNKNOWN, AccountChange.ofRole(Role.ADMIN), "client"));
        assertNotFound(() -> accounts.delete(ROOT));
    }

    @Test
    void changedProfileIsSeenAtOnceAndRaisesTheVersionUnlessItIsEqual() {
        Account created = create(USER, account("ada", Role.USER));
        assertThat(states.find(created.id())).contains(created);
        Profile other = anAccount().named("augusta").called("Ada", "King").profile();

        assertThat(accounts.changeProfile(created.id(), Precondition.NONE, same -> same))
                .isEqualTo(created);
        Account changed = accounts.changeProfile(created.id(), Precondition.NONE, old -> other);

        assertThat(changed).returns(other, Account::profile).returns(2L, Account::version);
        assertThat(states.find(created.id())).contains(changed);
    }

    @Test
    void stalePreconditionLeavesTheProfile() {
        Account created = create(USER, account("ada", Role.USER));
        Precondition other = Precondition.anyOf(Set.of(7L));

        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(() -> accounts.changeProfile(
                        created.id(), other, old -> anAccount().named("eve").profile()));
        assertThat(accounts.get(created.id())).isEqualTo(created);
    }

    @Test
    void whatAnAdministratorChangesIsSeenAtOnce() {
        Account created = create(USER, account("ada", Role.USER));
        assertThat(states.find(created.id())).contains(created);

        Account changed = accounts.administer(
                created.id(), new AccountChange(Role.ADMIN, false, new Password("other"), null), "client");

        assertThat(states.find(created.id())).contains(changed);
        assertThat(changed)
                .returns(Role.ADMIN, Account::role)
                .returns(false, Account::active)
                .returns(1L, Account::tokenVersion);
        assertThat(stored.password(created.id())).contains(new PasswordHash("plain:other"));
    }

    @Test
    void changeOfNothingTakesNoTokensBack() {
        Account created = create(USER, account("ada", Role.USER));

        assertThat(accounts.administer(created.id(), new AccountChange(null, null, null, null), "client"))
                .isEqualTo(created);
        assertThat(accounts.administer(created.id(), new AccountChange(Role.USER, true, null, null), "client"))
                .isEqualTo(created);
    }

    @Test
    void lastAdministratorStays() {
        accounts.ensureAdministrator(ROOT, () -> PASSWORD);
        Account root = accounts.get(ROOT);

        assertThatExceptionOfType(LastAdministratorException.class)
                .isThrownBy(() -> accounts.administer(root.id(), AccountChange.ofRole(Role.USER), "client"));
        assertThatExceptionOfType(LastAdministratorException.class).isThrownBy(() -> accounts.delete(ROOT));
        assertThat(accounts.get(ROOT)).isEqualTo(root);
    }

    @Test
    void deletedAccountIsGoneAtOnce() {
        Account created = create(USER, account("ada", Role.USER));
        assertThat(states.find(created.id())).contains(created);

        accounts.delete(created.username());

        assertThat(states.find(created.id())).isEmpty();
        assertNotFound(() -> accounts.delete(created.username()));
    }

    @Test
    void administratorIsCreatedOnlyWhileThereIsNone() {
        assertThat(accounts.ensureAdministrator(ROOT, () -> PASSWORD)).get().returns(true, EnsuredAccount::created);
        Account root = stored.find(ROOT).orElseThrow();
        assertThat(root.role()).isEqualTo(Role.ADMIN);

        assertThat(accounts.ensureAdministrator(ROOT, UNASKED)).isEmpty();
        assertThat(accounts.ensureAdministrator(new Username("other"), UNASKED)).isEmpty();
        assertThat(accounts.list(null, 10)).containsExactly(root);
    }

    @Test
    void accountOfTheNameBecomesAdministratorAndLosesWhatItsOwnerHad() {
        Account user = anAccount()
                .named("root")
                .hashed(new PasswordHash("plain:known"))
                .storedIn(stored);
        assertThat(states.find(user.id())).contains(user);

        Optional<EnsuredAccount> ensured = accounts.ensureAdministrator(ROOT, () -> PASSWORD);

        assertThat(ensured).contains(new EnsuredAccount(accounts.get(ROOT), false));
        assertThat(states.find(user.id()).orElseThrow())
                .returns(Role.ADMIN, Account::role)
                .returns(1L, Account::tokenVersion);
        assertThat(stored.password(user.id())).contains(new PasswordHash("plain:secret"));
    }

    @Test
    void oneOfEightInstancesCreatesTheAdministrator() throws Exception {
        assertThat(AtOnce.run(8, i -> accounts.ensureAdministrator(ROOT, () -> PASSWORD)))
                .filteredOn(Optional::isPresent)
                .containsExactly(Optional.of(new EnsuredAccount(accounts.get(ROOT), true)));
        assertThat(accounts.list(null, 10)).singleElement().returns(Role.ADMIN, Account::role);
    }

    @Test
    void eightInstancesMayPromoteAnAccountAtOnce() throws Exception {
        anAccount().named("root").storedIn(stored);

        assertThat(AtOnce.run(8, i -> accounts.ensureAdministrator(ROOT, () -> PASSWORD)))
                .anyMatch(Optional::isPresent);
        assertThat(accounts.list(null, 10)).singleElement().returns(Role.ADMIN, Account::role);
    }

    @Test
    void accountOfAnOutsideIdentityIsCreatedOnceAndHasNoPassword() {
        EnsuredAccount first = accounts.ensureLinked(IDENTITY, new Username("ada"));

        assertThat(first.created()).isTrue();
        assertThat(first.account())
                .returns(Role.USER, Account::role)
                .returns(IDENTITY, Account::identity)
                .returns(NOW, Account::joined);
        assertThat(stored.find(IDENTITY)).contains(first.account());
        assertThat(stored.password(first.account().id())).contains(PasswordHash.NONE);
        assertThat(accounts.ensureLinked(IDENTITY, new Username("another")))
                .isEqualTo(new EnsuredAccount(first.account(), false));
    }

    @Test
    void outsideIdentityNeverGetsTheAccountOfItsName() {
        Account tim = create(USER, account("tim", Role.USER));

        for (String name : new String[] {"tim", "t\u0131m"}) { // the second has an i without its dot
            assertThatExceptionOfType(AlreadyTakenException.class)
                    .isThrownBy(() -> accounts.ensureLinked(IDENTITY, new Username(name)));
        }

        assertThat(accounts.list(null, 10)).containsExactly(tim);
    }

    @Test
    void firstRequestsOfAnIdentityAtOnceMakeOneAccount() throws Exception {
        assertThat(AtOnce.run(8, i -> accounts.ensureLinked(IDENTITY, new Username("ada"))))
                .containsOnlyOnce(new EnsuredAccount(accounts.get(new Username("ada")), true))
                .extracting(EnsuredAccount::account)
                .containsOnly(accounts.get(new Username("ada")));
    }

    @Test
    void requestThatComesSecondGetsTheAccountOfTheFirst() {
        Username ada = new Username("ada");
        // The service reads the clock after it found no account and before it stores one.
        Clock rival = new HandMovedClock(NOW) {
            @Override
            public Instant instant() {
                if (stored.find(ada).isEmpty()) {
                    stored.insert(Profile.of(ada), null, Role.USER, PasswordHash.NONE, IDENTITY, NOW);
                }
                return super.instant();
            }
        };

        assertThat(accountsAt(rival).ensureLinked(IDENTITY, ada))
                .isEqualTo(new EnsuredAccount(stored.find(ada).orElseThrow(), false));
    }

    private static NewAccount account(String username, Role role) {
        return NewAccount.of(new Username(username), role, PASSWORD);
    }

    private static void assertNotFound(Runnable call) {
        assertThatExceptionOfType(RecordNotFoundException.class).isThrownBy(call::run);
    }

    private Account create(Caller caller, NewAccount account) {
        return accounts.create(accounts.prepare(caller, account, "client"));
    }
}
