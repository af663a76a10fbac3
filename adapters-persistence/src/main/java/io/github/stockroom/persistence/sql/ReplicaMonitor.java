package io.github.stockroom.persistence.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks primary and replica for their positions, five times a second, on a connection of its own to each. */
final class ReplicaMonitor implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReplicaMonitor.class);

    static final Duration INTERVAL = Duration.ofMillis(200);

    /** A server that does not answer in this time counts as failed. */
    private static final int TIMEOUT_MILLIS = 500;

    private static final String CLUSTER = "select system_identifier from pg_control_system()";
    private static final String PRIMARY = "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint";
    private static final String REPLICA =
            "select pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint where pg_is_in_recovery()";

    private final ReplicaLag lag;
    private final Server primary;
    private final Server replica;
    private boolean used;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "replica-monitor");
        created.setDaemon(true);
        return created;
    });

    /** Both give connections without a limit on the time of statements. */
    ReplicaMonitor(DataSource primary, DataSource replica, ReplicaLag lag) {
        this.primary = new Server(primary);
        this.replica = new Server(replica);
        this.lag = lag;
        thread.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            long time = System.nanoTime();
            lag.primaryIsAt(time, primary.number(PRIMARY));
        } catch (SQLException | RuntimeException e) {
            primary.close();
            log.debug("the primary does not tell its position", e);
            return; // the lag grows by itself
        }
        try {
            if (replica.number(CLUSTER) != primary.number(CLUSTER)) {
                throw new SQLException("it belongs to another cluster than the primary");
            }
            lag.replicaIsAt(replica.number(REPLICA));
            tell(null);
        } catch (SQLException | RuntimeException e) {
            lag.replicaFailed();
            replica.close();
            tell(e);
        }
    }

    private void tell(@Nullable Exception failure) {
        boolean usable = lag.isCurrent();
        if (usable && !used) {
            log.info("the replica serves reads");
        } else if (!usable && used) {
            log.warn("the primary serves all reads: {}", failure == null ? "the replica lags" : failure.getMessage());
        } else if (failure != null) {
            log.debug("the replica cannot be used", failure);
        }
        used = usable;
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            // After a time-out the connections end with the process.
            if (thread.awaitTermination(2 * TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
                primary.close();
                replica.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection, opened when it is needed. */
    private static final class Server {

        private final DataSource dataSource;
        private @Nullable Connection connection;

        Server(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        long number(String query) throws SQLException {
            Connection open = connection;
            if (open == null) {
                open = dataSource.getConnection();
                open.setNetworkTimeout(Runnable::run, TIMEOUT_MILLIS);
                connection = open;
            }
            try (Statement statement = open.createStatement();
                    ResultSet answer = statement.executeQuery(query)) {
                if (!answer.next()) {
                    throw new SQLException("it is no replica");
                }
                return answer.getLong(1);
            }
        }

        void close() {
            Connection ended = connection;
            connection = null;
            try {
                if (ended != null) {
                    ended.close();
                }
            } catch (SQLException e) {
                log.debug("a connection could not be closed", e);
            }
        }
    }
}
