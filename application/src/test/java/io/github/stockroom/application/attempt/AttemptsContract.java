package io.github.stockroom.application.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of every {@link Attempts}. A subclass gives each test an empty one. */
public abstract class AttemptsContract {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration TICK = Duration.ofNanos(1_000);
    private static final int LIMIT = 10;

    /** The store under test: empty when a test starts, and always the same during it. */
    protected abstract Attempts attempts();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, LIMIT})
    void asManyAsMayBeAreRecorded(int limit) {
        for (int i = 0; i < limit; i++) {
            assertThat(record("ada", START.plusSeconds(i), limit)).isEmpty();
        }

        assertThat(record("ada", START.plusSeconds(limit), limit)).contains(START.plus(WINDOW));
    }

    @Test
    void attemptCountsUntilItLeavesTheWindow() {
        assertThat(record("ada", START, 1)).isEmpty();

        assertThat(record("ada", START.plus(WINDOW).minus(TICK), 1)).contains(START.plus(WINDOW));
        assertThat(record("ada", START.plus(WINDOW), 1)).isEmpty();
    }

    @Test
    void nextMayBeMadeWhenThereIsRoomForOne() {
        record("ada", START, 2);
        record("ada", START.plusSeconds(10), 2);

        assertThat(record("ada", START.plusSeconds(20), 2)).contains(START.plus(WINDOW));
        assertThat(record("ada", START.plus(WINDOW), 2)).isEmpty();
        assertThat(record("ada", START.plus(WINDOW), 2))
                .contains(START.plusSeconds(10).plus(WINDOW));
    }

    @Test
    void attemptFromAClockThatIsAheadCounts() {
        record("ada", START.plusSeconds(5), 1);

        assertThat(record("ada", START, 1)).contains(START.plusSeconds(5).plus(WINDOW));
    }

    @Test
    void refusedAttemptsDoNotCount() {
        record("ada", START, 1);
        for (int i = 1; i < 20; i++) {
            assertThat(record("ada", START.plusSeconds(i), 1)).isPresent();
        }

        assertThat(record("ada", START.plus(WINDOW), 1)).isEmpty();
    }

    @Test
    void attemptTakenBackDoesNotCount() {
        UUID attempt = UUID.randomUUID();
        attempts().record(attempt, "ada", START, WINDOW, 1);

        attempts().remove(attempt);
        attempts().remove(attempt);

        assertThat(record("ada", START, 1)).isEmpty();
    }

    @Test
    void attemptsOfOthersDoNotCount() {
        record("ada", START, 1);

        assertThat(record("Ada", START, 1)).isEmpty();
        assertThat(record("ada\u0000", START, 1)).isEmpty();
        assertThat(record("x".repeat(100_000), START, 1)).isEmpty();
    }

    @Test
    void longerWindowSeesWhatAShorterOneNoLongerDoes() {
        record("ada", START, 1);
        Instant later = START.plus(Attempts.MAX_WINDOW).minus(TICK);
        record("eve", later, 1);

        assertThat(attempts().record(UUID.randomUUID(), "ada", later, Attempts.MAX_WINDOW, 1))
                .contains(START.plus(Attempts.MAX_WINDOW));
    }

    @Test
    void aDistinctValueCountsOnceFromWhenItWasTriedLast() {
        for (int i = 0; i < 5; i++) {
            assertThat(recordDistinct("one", START.plusSeconds(i), 2)).isEmpty();
        }
        assertThat(recordDistinct("two", START.plusSeconds(5), 2)).isEmpty();

        Instant now = START.plusSeconds(10);
        assertThat(recordDistinct("three", now, 2))
                .contains(START.plusSeconds(4).plus(WINDOW));
        assertThat(recordDistinct("two", now, 2)).isEmpty();
        assertThat(recordDistinct("three", START.plusSeconds(4).plus(WINDOW), 2))
                .isEmpty();
    }

    @Test
    void distinctValuesOfOthersDoNotCount() {
        assertThat(recordDistinct("one", START, 1)).isEmpty();

        assertThat(attempts().recordDistinct("two", "eve", START, WINDOW, 1)).isEmpty();
        assertThat(recordDistinct("two", START, 1)).isPresent();
    }

    @Test
    void distinctValueTakenBackDoesNotCount() {
        recordDistinct("one", START, 1);

        attempts().removeDistinct("one", "ada");
        attempts().removeDistinct("one", "ada");

        assertThat(recordDistinct("two", START, 1)).isEmpty();
    }

    @Test
    void neverTooManyDistinctValuesPassOfThoseThatComeAtOnce() throws Exception {
        List<Optional<Instant>> outcomes =
                AtOnce.run(30, i -> recordDistinct("value " + i % 15, START.plusMillis(i % 3), LIMIT));

        List<Integer> passed = IntStream.range(0, 30)
                .filter(i -> outcomes.get(i).isEmpty())
                .mapToObj(i -> i % 15)
                .distinct()
                .toList();
        assertThat(passed).hasSizeLessThanOrEqualTo(LIMIT);
    }

    private Optional<Instant> recordDistinct(String value, Instant now, int limit) {
        return attempts().recordDistinct(value, "ada", now, WINDOW, limit);
    }

    @Test
    void neverTooManyPassOfThoseThatComeAtOnce() throws Exception {
        record("ada", START, LIMIT);

        List<Optional<Instant>> outcomes = AtOnce.run(30, i -> record("ada", START.plusMillis(i % 3), LIMIT));

        List<Optional<Instant>> passed =
                outcomes.stream().filter(Optional::isEmpty).toList();
        assertThat(passed).hasSizeLessThan(LIMIT);
        assertThat(outcomes).allMatch(next -> next.isEmpty() || next.get().isAfter(START.plusMillis(2)));

        // Those that were refused left nothing behind.
        for (int room = LIMIT - 1 - passed.size(); room > 0; room--) {
            assertThat(record("ada", START.plusSeconds(1), LIMIT)).isEmpty();
        }
        assertThat(record("ada", START.plusSeconds(1), LIMIT)).isPresent();
    }

    private Optional<Instant> record(String who, Instant now, int limit) {
        return attempts().record(UUID.randomUUID(), who, now, WINDOW, limit);
    }
}
