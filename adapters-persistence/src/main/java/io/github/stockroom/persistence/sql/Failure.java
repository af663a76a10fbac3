package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.error.OutcomeUnknownException;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Decides what a failure of the database means to its caller. The SQLSTATE decides first, as the server is the one who
 * knows.
 */
final class Failure {

    /** PostgreSQL's and H2's. */
    private static final Set<String> LOCK_TIMEOUTS = Set.of("55P03", "HYT00");

    /** Statement cancelled: what PostgreSQL and H2 report when a statement runs longer than it may. */
    static final String CANCELLED = "57014";

    /** The SQLSTATEs of a server that did nothing and may do it later. */
    private static final Map<String, Reason> ANSWERS = Map.ofEntries(
            Map.entry("40001", Reason.CONFLICT), // serialization failure; H2: deadlock
            Map.entry("40P01", Reason.CONFLICT), // deadlock
            Map.entry("90131", Reason.CONFLICT), // H2: concurrent update
            Map.entry(CANCELLED, Reason.TIMEOUT),
            Map.entry("55P03", Reason.CAPACITY), // lock timeout
            Map.entry("HYT00", Reason.CAPACITY), // H2: lock timeout
            Map.entry("25006", Reason.CAPACITY), // read-only transaction
            Map.entry("25P03", Reason.CAPACITY), // session ended: idle in a transaction
            Map.entry("25P04", Reason.CAPACITY), // session ended: transaction timeout
            Map.entry("08001", Reason.CAPACITY), // could not connect
            Map.entry("08003", Reason.CAPACITY), // the connection was closed before
            Map.entry("08004", Reason.CAPACITY)); // connection refused

    /**
     * The server ended the session. PostgreSQL that is stopped at that moment says so also after it has stored a change
     * and before it has confirmed it.
     */
    private static final Set<String> SESSION_ENDED = Set.of("57P01", "57P02");

    /** The server says that it does not know itself: statement completion unknown. */
    private static final String COMPLETION_UNKNOWN = "40003";

    /** Told by its name, as H2 need not be there. */
    private static final String H2_FILE_FAILURE = "org.h2.mvstore.MVStoreException";

    private static final SQLExceptionTranslator KINDS = new SQLExceptionSubclassTranslator();

    private Failure() {}

    /** Returns true if another transaction held a lock for too long that a statement needed. */
    static boolean isLockTimeout(Throwable failure) {
        // H2 says so with a cause that tells of the lock.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && LOCK_TIMEOUTS.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Translates a failure of work that changed nothing, or whose transaction was not committed. */
    static RuntimeException ofUndoneWork(NestedRuntimeException e) {
        Optional<Reason> reason = isBroken(e) ? Optional.of(Reason.CAPACITY) : reasonToRetry(e);
        return reason.<RuntimeException>map(why -> temporary(why, e)).orElse(e);
    }

    /** Translates a failure of a commit, or of a statement that changes something and is its own transaction. */
    static RuntimeException ofChange(NestedRuntimeException e) {
        return isBroken(e) ? unknown(e) : ofUndoneWork(e);
    }

    /**
     * Returns true if the connection ended after something was sent on it and before the server answered, if the server
     * ended the session, or if the embedded database could not write its file.
     */
    private static boolean isBroken(NestedRuntimeException e) {
        if (isWithoutConnection(e)) {
            return false; // the pool hands on the state of its last attempt to connect
        }
        SQLException failure = sqlException(e);
        if (failure == null) {
            return false;
        }
        String state = failure.getSQLState(); // none: of the pool, about a connection that it closed
        return state == null
                || state.equals(COMPLETION_UNKNOWN)
                || SESSION_ENDED.contains(state)
                || isOfFile(failure)
                || state.startsWith("08") && !ANSWERS.containsKey(state);
    }

    /**
     * Returns true if H2 could not write its file, which a disk that is suddenly full causes; the database is closed
     * then.
     */
    private static boolean isOfFile(SQLException failure) {
        return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause.getClass().getName().equals(H2_FILE_FAILURE));
    }

    private static Optional<Reason> reasonToRetry(NestedRuntimeException e) {
        if (isWithoutConnection(e) || isLockTimeout(e)) {
            return Optional.of(Reason.CAPACITY);
        }
        SQLException failure = sqlException(e);
        Reason answer = failure == null ? null : ANSWERS.get(String.valueOf(failure.getSQLState()));
        if (answer != null) {
            return Optional.of(answer);
        }
        NestedRuntimeException kind = e instanceof TransactionSystemException ? translated(e, failure) : e;
        if (kind instanceof QueryTimeoutException) {
            return Optional.of(Reason.TIMEOUT);
        }
        boolean passes = kind instanceof DataAccessResourceFailureException
                || kind instanceof RecoverableDataAccessException
                || kind instanceof TransientDataAccessException;
        return passes ? Optional.of(Reason.CAPACITY) : Optional.empty();
    }

    /** Tells the kind of a failed commit, which Spring tells of statements only. */
    private static NestedRuntimeException translated(NestedRuntimeException commit, @Nullable SQLException failure) {
        DataAccessException kind = failure == null ? null : KINDS.translate("commit", null, failure);
        return kind == null ? commit : kind;
    }

    private static boolean isWithoutConnection(NestedRuntimeException e) {
        return e instanceof CannotGetJdbcConnectionException || e instanceof CannotCreateTransactionException;
    }

    private static @Nullable SQLException sqlException(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static TemporarilyUnavailableException temporary(Reason reason, NestedRuntimeException e) {
        return new TemporarilyUnavailableException(reason, "the database did not do it: " + reason, e);
    }

    private static OutcomeUnknownException unknown(NestedRuntimeException e) {
        return new OutcomeUnknownException("the connection broke before the database confirmed a change", e);
    }
}
