package io.github.stockroom.persistence.account;

import static io.github.stockroom.application.account.AccountFixture.anAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.AccountStates;
import io.github.stockroom.application.account.InMemoryAccountRepository;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.persistence.PoolSettings;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachedAccountStatesTest {

    private static final Duration AGE = Duration.ofSeconds(30);
    private static final PoolSettings ONE_CONNECTION =
            new PoolSettings(1, Duration.ofMillis(250), PoolSettings.DEFAULT.statementTimeout());

    private static final AccountId ADA = new AccountId(1);
    private static final Set<Thread.State> WAITING = EnumSet.of(Thread.State.WAITING, Thread.State.BLOCKED);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AccountRepository accounts = new InMemoryAccountRepository();
    private final AtomicLong clock = new AtomicLong();
    private final AccountStates states = new CachedAccountStates(accounts::find, AGE, clock::get);

    @Test
    void accountIsRememberedUntilItIsTooOld() {
        Account before = anAccount().storedIn(accounts);
        assertThat(states.find(before.id())).contains(before);
        Account after = accounts.administer(before.id(), account -> account.as(Role.ADMIN), null)
                .orElseThrow();

        pass(AGE.minusNanos(1));
        assertThat(states.find(before.id())).contains(before);
        pass(Duration.ofNanos(1));
        assertThat(states.find(before.id())).contains(after);
    }

    @Test
    void absenceIsRememberedUntilItIsTooOld() {
        AccountId next = new AccountId(1);
        assertThat(states.find(next)).isEmpty();
        Account stored = anAccount().storedIn(accounts);

        assertThat(states.find(next)).isEmpty();
        pass(AGE);
        assertThat(states.find(next)).contains(stored);
    }

    @Test
    void forgottenAccountIsReadAnew() {
        Account stored = anAccount().storedIn(accounts);
        Account other = anAccount().named("other").storedIn(accounts);
        assertThat(states.find(stored.id())).contains(stored);
        assertThat(states.find(other.id())).contains(other);
        accounts.delete(stored.id());
        accounts.delete(other.id());

        states.forget(stored.id());

        assertThat(states.find(stored.id())).isEmpty();
        assertThat(states.find(other.id())).contains(other);
    }

    @Test
    void failureIsNotRemembered() throws SQLException {
        try (TestDatabase database = TestDatabases.h2().migrated();
                HikariDataSource pool = database.address().pool(ONE_CONNECTION)) {
            AccountRepository stored = new JdbcAccountRepository(new Database(pool));
            Account ada = anAccount().storedIn(stored);
            AccountStates failing = new CachedAccountStates(stored, AGE);

            try (Connection taken = pool.getConnection()) {
                assertThat(taken.isClosed()).isFalse();
                assertThatExceptionOfType(TemporarilyUnavailableException.class)
                        .isThrownBy(() -> failing.find(ada.id()));
            }
            assertThat(failing.find(ada.id())).contains(ada);
        }
    }

    @Test
    @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
    void whoAsksDuringAReadSharesItsFailure() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        AccountStates failing = new CachedAccountStates(
                id -> {
                    reads.incrementAndGet();
                    awaitTheEndOfTheRead();
                    throw new TemporarilyUnavailableException(Reason.CAPACITY, "out of reach");
                },
                AGE,
                clock::get);
        var first = new FutureTask<>(() -> failing.find(ADA));
        var second = new FutureTask<>(() -> failing.find(ADA));
        new Thread(first).start();
        begun.await();
        Thread meanwhile = new Thread(second);
        meanwhile.start();
        while (!WAITING.contains(meanwhile.getState())) {
            Thread.onSpinWait();
        }

        mayEnd.countDown();

        for (var asked : List.of(first, second)) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(asked::get)
                    .withCauseInstanceOf(TemporarilyUnavailableException.class);
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
    void whatIsForgottenDuringAReadIsReadAnew() throws Exception {
        Account before = anAccount().storedIn(accounts);
        AccountStates slow = new CachedAccountStates(
                id -> {
                    Optional<Account> found = accounts.find(id);
                    awaitTheEndOfTheRead();
                    return found;
                },
                AGE,
                clock::get);
        var first = new FutureTask<>(() -> slow.find(before.id()));
        new Thread(first).start();
        begun.await();
        Account after = accounts.administer(before.id(), account -> account.as(Role.ADMIN), null)
                .orElseThrow();

        slow.forget(before.id());
        mayEnd.countDown();

        assertThat(first.get()).contains(before);
        assertThat(slow.find(before.id())).contains(after);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT30.000000001S", "PT-0.000000001S"})
    void noOtherAgeThanPromised(String age) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CachedAccountStates(accounts, Duration.parse(age)));
    }

    private void awaitTheEndOfTheRead() {
        begun.countDown();
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
