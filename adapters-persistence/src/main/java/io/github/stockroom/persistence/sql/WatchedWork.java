package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.caller.CallerWatch;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Cancels the statements of long work whose caller has gone. Thread-safe. */
final class WatchedWork {

    private final CallerWatch callers;

    /** The long work that a thread is at. */
    private final ThreadLocal<@Nullable Cancellation> current = new ThreadLocal<>();

    WatchedWork(CallerWatch callers) {
        this.callers = callers;
    }

    /** @throws TemporarilyUnavailableException as the work does; with {@code ABANDONED} when the caller has gone */
    <T extends @Nullable Object> T run(Supplier<T> work) {
        var cancellation = new Cancellation();
        current.set(cancellation);
        CallerWatch.Watch watch = callers.watch(cancellation::cancel);
        try {
            return work.get();
        } catch (TemporarilyUnavailableException e) {
            throw cancellation.isCancelled()
                    ? new TemporarilyUnavailableException(Reason.ABANDONED, "the caller has gone", e)
                    : e;
        } finally {
            watch.close();
            cancellation.end();
            current.remove();
        }
    }

    /** Tells of a statement that is about to run. */
    void beforeStatement(Statement statement) throws SQLException {
        Cancellation cancellation = current.get();
        if (cancellation != null) {
            cancellation.begin(statement);
        }
    }
}
