package io.github.stockroom.persistence.sql;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that follows the primary and serves reads: those that a thread does between {@link #read} and the end of
 * that scope. A {@link Database} that was given a replica sends them there, and to the primary when the replica fails.
 * Thread-safe.
 */
public final class ReadReplica implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReadReplica.class);

    /**
     * A position in the log of the primary that is behind all that was committed so far, also by transactions that do
     * not wait for the disk.
     */
    private static final String POSITION = "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint";

    private static final int HEXADECIMAL = 16;

    private final HikariDataSource pool;
    private final Database database;
    private final ReplicaLag lag;
    private final ReplicaMonitor monitor;

    /** Set while reads of a thread go to the replica. */
    private final ThreadLocal<@Nullable Boolean> reading = new ThreadLocal<>();

    /** The receiver of the positions of the writes of a thread. */
    private final ThreadLocal<@Nullable Consumer<String>> writing = new ThreadLocal<>();

    /** The request of a thread, which ends with {@link #close}. */
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Starts to watch the replica.
     *
     * @param pool to the replica; closed with this object
     * @param database on that pool
     * @param primary and {@code replica} give connections without limits
     * @param maxLag beyond which the primary serves
     */
    public ReadReplica(
            HikariDataSource pool, Database database, DataSource primary, DataSource replica, Duration maxLag) {
        this.pool = pool;
        this.database = database;
        this.lag = new ReplicaLag(maxLag, System::nanoTime);
        this.monitor = new ReplicaMonitor(primary, replica, lag);
    }

    /** Returns true if the replica has all that was committed some time ago, which is as long as the lag may be. */
    public boolean isCurrent() {
        return lag.isCurrent();
    }

    /**
     * Returns true if the replica is current and has what was written up to a position; false for a text that is none.
     */
    public boolean has(String position) {
        try {
            return lag.has(Long.parseUnsignedLong(position, HEXADECIMAL));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Returns the lag in seconds; not a number while the replica cannot be used. */
    public double lagSeconds() {
        return lag.seconds();
    }

    /** Sends the reads of this thread to the replica until the scope ends or the replica fails. */
    public Scope read() {
        reading.set(true);
        return reading::remove;
    }

    /**
     * Tells the position of each change that this thread commits, before the call that made it returns, until the scope
     * ends.
     */
    public Scope onWrite(Consumer<String> positions) {
        writing.set(positions);
        return writing::remove;
    }

    boolean isReading() {
        return reading.get() != null;
    }

    /** Reads from the replica, and from the primary if the replica fails; so do later reads of the scope then. */
    <T extends @Nullable Object> T read(Database primary, Function<Database, T> query) {
        try {
            return query.apply(database);
        } catch (TemporarilyUnavailableException e) {
            if (e.reason() != Reason.CAPACITY && e.reason() != Reason.CONFLICT) {
                throw e;
            }
            log.debug("the primary serves a read that the replica did not", e);
            reading.remove();
            if (e.reason() == Reason.CAPACITY && e.getCause() != null) {
                lag.replicaFailed();
            }
            return query.apply(primary);
        }
    }

    void written(Database primary) {
        Consumer<String> positions = writing.get();
        if (positions == null) {
            return;
        }
        try {
            long position = primary.<Long>queryWithCachedPlan(
                    jdbc -> jdbc.sql(POSITION).query(Long.class).single());
            positions.accept(Long.toUnsignedString(position, HEXADECIMAL));
        } catch (TemporarilyUnavailableException e) {
            log.debug("the position of a write is not known", e); // what was written is nevertheless
        }
    }

    @Override
    public void close() {
        monitor.close();
        pool.close();
    }
}
