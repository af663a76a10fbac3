package io.github.stockroom.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

class CircuitBreakerTest {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final RuntimeException NO_CONNECTION = new CannotGetJdbcConnectionException("none");
    private static final RuntimeException NO_TRANSACTION = new CannotCreateTransactionException("none");

    private final AtomicBoolean outOfReach = new AtomicBoolean(true);
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);
    private final CircuitBreaker breaker = new CircuitBreaker(outOfReach::get, PAUSE, clock::get);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nobodyIsLetThroughAfterADatabaseOutOfReach(boolean transaction) {
        assertFails(transaction ? NO_TRANSACTION : NO_CONNECTION);

        assertRefuses();
        pass(PAUSE.minusNanos(1));
        assertRefuses();
    }

    @Test
    void oneTriesAfterEachPause() {
        assertFails(NO_CONNECTION);

        pass(PAUSE);
        assertThat(breaker.<String>call(() -> {
                    assertRefuses(); // meanwhile
                    return "tried";
                }))
                .isEqualTo("tried");
    }

    @Test
    void aTryThatTakesLongKeepsNobodyFromAnother() {
        assertFails(NO_CONNECTION);

        pass(PAUSE);
        breaker.call(() -> {
            pass(PAUSE);
            assertLetsThrough();
            return "long";
        });
    }

    @Test
    void allAreLetThroughAfterATryThatSucceeds() {
        assertFails(NO_CONNECTION);
        pass(PAUSE);
        assertLetsThrough();

        assertLetsThrough();
    }

    @Test
    void nobodyIsLetThroughAfterATryThatFails() {
        assertFails(NO_CONNECTION);
        pass(PAUSE);
        assertFails(NO_CONNECTION);

        assertRefuses();
        pass(PAUSE);
        assertLetsThrough();
    }

    @Test
    void aPoolWhoseConnectionsAreAllTakenIsNotOutOfReach() {
        outOfReach.set(false);
        assertFails(NO_CONNECTION);

        assertLetsThrough();
    }

    @Test
    void aStatementThatFailsSaysNothingAboutTheDatabase() {
        assertFails(new DataIntegrityViolationException("a duplicate"));

        assertLetsThrough();
    }

    private void assertFails(RuntimeException failure) {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> breaker.call(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    private void assertRefuses() {
        assertThatExceptionOfType(TemporarilyUnavailableException.class)
                .isThrownBy(() -> breaker.call(() -> "not to be reached"))
                .returns(Reason.CAPACITY, TemporarilyUnavailableException::reason);
    }

    private void assertLetsThrough() {
        assertThat(breaker.<String>call(() -> "served")).isEqualTo("served");
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
