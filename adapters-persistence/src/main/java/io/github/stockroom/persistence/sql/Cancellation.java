package io.github.stockroom.persistence.sql;

import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets another thread cancel the statement that a piece of work is running, and every later one of that work. Other
 * work that gets the same connection is not affected: both drivers ignore the cancellation of a statement that has
 * ended. Thread-safe.
 */
final class Cancellation {

    private static final Logger log = LoggerFactory.getLogger(Cancellation.class);

    private @Nullable Statement running;
    private boolean cancelled;

    /**
     * Called by the work before each statement.
     *
     * @throws SQLException when the work was cancelled already
     */
    synchronized void begin(Statement statement) throws SQLException {
        if (cancelled) {
            throw new SQLException("cancelled before it began", Failure.CANCELLED);
        }
        running = statement;
    }

    /** Called by the work when it is done; waits until a cancellation that has begun is done too. */
    synchronized void end() {
        running = null;
    }

    /** Called by any thread; costs PostgreSQL's driver a connection of its own. */
    synchronized void cancel() {
        cancelled = true;
        if (running != null) {
            try {
                if (!running.isClosed()) {
                    running.cancel();
                }
            } catch (SQLException e) {
                log.warn("A statement could not be cancelled and runs until its time-out", e);
            }
        }
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }
}
