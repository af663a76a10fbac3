package io.github.stockroom.rest.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecentWritersTest {

    private static final int MAX = 10;

    private long now = 1_000_000_000_000L;
    private final RecentWriters writers = new RecentWriters(() -> now, MAX);

    @Test
    void remembersWritersForFiveSeconds() {
        writers.add(List.of("ada", "198.51.100.7"));

        assertThat(writers.includeAny(List.of("198.51.100.7"))).isTrue();
        assertThat(writers.includeAny(List.of("eve", "ada"))).isTrue();
        assertThat(writers.includeAny(List.of("eve", "198.51.100.8"))).isFalse();

        now += RecentWriters.MEMORY.toNanos() - 1;
        assertThat(writers.includeAny(List.of("ada"))).isTrue();
        now += 1;
        assertThat(writers.includeAny(List.of("ada"))).isFalse();
    }

    @Test
    void countsAllAsWritersWhenThereWereMoreThanItCanRemember() {
        for (int i = 0; i <= MAX; i++) {
            writers.add(List.of(i));
        }
        assertThat(writers.includeAny(List.of("eve"))).isTrue();

        now += RecentWriters.MEMORY.toNanos();
        assertThat(writers.includeAny(List.of("eve"))).isFalse();
    }
}
