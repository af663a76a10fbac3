package io.github.stockroom.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplicaLagTest {

    private static final long SECOND = 1_000_000_000;

    private long now = 100 * SECOND;
    private final ReplicaLag lag = new ReplicaLag(Duration.ofSeconds(2), () -> now);

    @Test
    void isNotCurrentBeforeItWasSeen() {
        assertThat(lag.isCurrent()).isFalse();
        lag.primaryIsAt(now, 10);
        assertThat(lag.isCurrent()).isFalse();
        lag.replicaIsAt(9);
        assertThat(lag.isCurrent()).isFalse();
        assertThat(lag.seconds()).isNaN();
    }

    @Test
    void hasWhatItReplayed() {
        lag.primaryIsAt(now, 10);
        lag.replicaIsAt(11);

        assertThat(lag.has(11)).isTrue();
        assertThat(lag.has(12)).isFalse();
    }

    @Test
    void isCurrentAsLongAsItReachesWhereThePrimaryWasAMomentAgo() {
        lag.primaryIsAt(now, 10);
        lag.replicaIsAt(10);
        now += SECOND;
        lag.primaryIsAt(now, 20);
        lag.replicaIsAt(10);
        assertThat(lag.isCurrent()).isTrue();
        assertThat(lag.seconds()).isEqualTo(1);

        now += 3 * SECOND / 2;
        lag.primaryIsAt(now, 30);
        lag.replicaIsAt(19);
        assertThat(lag.isCurrent()).isFalse();
        assertThat(lag.has(5)).isFalse();

        lag.replicaIsAt(20);
        assertThat(lag.isCurrent()).isTrue();
    }

    /** A replica that lost its primary has replayed all that it received. */
    @Test
    void agesWhileThePrimaryTellsNothing() {
        lag.primaryIsAt(now, 10);
        lag.replicaIsAt(10);
        now += 3 * SECOND;
        lag.replicaIsAt(10);

        assertThat(lag.isCurrent()).isFalse();
    }

    @Test
    void isNotUsedAfterAFailureUntilItIsSeenAgain() {
        lag.primaryIsAt(now, 10);
        lag.replicaIsAt(10);
        lag.replicaFailed();
        assertThat(lag.isCurrent()).isFalse();

        lag.replicaIsAt(10);
        assertThat(lag.isCurrent()).isTrue();
    }

    /** As after a crash, from which it starts at an earlier place. */
    @Test
    void isNotUsedWhenItWentBack() {
        lag.primaryIsAt(now, 10);
        lag.replicaIsAt(10);
        lag.replicaIsAt(8);

        assertThat(lag.isCurrent()).isFalse();
        assertThat(lag.has(8)).isFalse();
    }
}
