package io.github.stockroom.application.error;

/**
 * The service could not do its work just now; the same call may succeed a second later. Nothing was changed: where that
 * is not known, there is an {@link OutcomeUnknownException} instead.
 */
public final class TemporarilyUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The cause of the failure. */
    public enum Reason {
        /**
         * No database connection was free in time, the database is out of reach, or too many callers fight for a
         * record.
         */
        CAPACITY,
        /** The store undid the work, because another transaction was in its way. The same work may succeed at once. */
        CONFLICT,
        /** The store has no space left for changes. It goes on reading. */
        NO_SPACE,
        /** A statement ran longer than it may. */
        TIMEOUT,
        /** Too much long work is going on: searches, counts, sorts without an index, whole lists, exports. */
        BUSY,
        /** The caller has gone, so the work was cancelled; the response will hardly be read. */
        ABANDONED
    }

    private final Reason reason;

    public TemporarilyUnavailableException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public TemporarilyUnavailableException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
