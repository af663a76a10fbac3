package io.github.stockroom.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdSpoolTest {

    private final SpoolBudget budget = new SpoolBudget(1_000_000, IdSpool::newTemporaryFile);

    /** None, one buffer, one id more than a buffer, and several buffers in the file. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2_047, 2_048, 2_049, 4_096, 10_001})
    void returnsWholeNumbersInTheOrderTheyWereWritten(long count) {
        assertReturned(count, false, n -> n * 7_919 % 10_007);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_023, 1_024, 1_025, 5_001})
    void returnsUuidsInTheOrderTheyWereWritten(long count) {
        assertReturned(count, true, n -> new UUID(-n, n * n));
    }

    @Test
    void takesItsRoomFromTheBudgetAndGivesItBack() {
        try (var ids = new IdSpool(budget, false)) {
            LongStream.range(0, 3 * 2_048).forEach(ids::add);
            assertThat(budget.taken()).isEqualTo(3 * IdSpool.BUFFER_BYTES);
        }
        assertThat(budget.taken()).isZero();
    }

    @Test
    void refusesMoreThanTheBudgetOfAllSpools() {
        var small = new SpoolBudget(3 * IdSpool.BUFFER_BYTES, IdSpool::newTemporaryFile);
        try (var other = new IdSpool(small, false);
                var ids = new IdSpool(small, false)) {
            other.add(1L);
            assertThatExceptionOfType(TemporarilyUnavailableException.class)
                    .isThrownBy(() -> LongStream.range(0, 3 * 2_048).forEach(ids::add))
                    .returns(Reason.BUSY, TemporarilyUnavailableException::reason);
        }
        assertThat(small.taken()).isZero();
    }

    @Test
    void opensAFileWhereItIsToldOnceItsBufferIsFull() {
        var opened = new AtomicInteger();
        var elsewhere = new SpoolBudget(1_000_000, () -> {
            opened.incrementAndGet();
            return IdSpool.newTemporaryFile();
        });
        try (var ids = new IdSpool(elsewhere, false)) {
            LongStream.range(0, 2_048).forEach(ids::add);
            assertThat(opened).hasValue(0);
            ids.add(1L);
            assertThat(opened).hasValue(1);
        }
    }

    private void assertReturned(long count, boolean uuids, LongFunction<Object> id) {
        List<Object> expected = LongStream.range(0, count).mapToObj(id).toList();
        List<Object> read = new ArrayList<>();
        try (var ids = new IdSpool(budget, uuids)) {
            expected.forEach(ids::add);
            ids.rewind();
            while (ids.hasNext()) {
                read.addAll(ids.next(1_000));
            }
        }
        assertThat(read).isEqualTo(expected);
    }
}
