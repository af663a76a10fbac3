package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one place where repositories talk to the database, and where its failures become those of the application. Thread-safe. */
public final class Database {

    /** Statement cancelled: what PostgreSQL and H2 report when a statement runs longer than it may. */
    private static final String CANCELLED = "57014";

    private final JdbcClient jdbc;

    public Database(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * Runs one statement, which is its own transaction.
     *
     * @throws TemporarilyUnavailableException with {@code TIMEOUT} when the statement ran too long, with {@code CAPACITY} when
     *     no connection was to be had, the connection broke, or other writers were in the way
     */
    public <T extends @Nullable Object> T call(Function<JdbcClient, T> statement) {
        try {
            return statement.apply(jdbc);
        } catch (DataAccessException e) {
            Reason reason = reasonToRetry(e).orElseThrow(() -> e);
            throw new TemporarilyUnavailableException(reason, "the database did not do it: " + reason, e);
        }
    }

    private static Optional<Reason> reasonToRetry(DataAccessException e) {
        if (e instanceof QueryTimeoutException || isCancelled(e)) {
            return Optional.of(Reason.TIMEOUT);
        }
        boolean passes = e instanceof DataAccessResourceFailureException
                || e instanceof RecoverableDataAccessException
                || e instanceof TransientDataAccessException;
        return passes ? Optional.of(Reason.CAPACITY) : Optional.empty();
    }

    private static boolean isCancelled(DataAccessException e) {
        return e.getMostSpecificCause() instanceof SQLException cause && CANCELLED.equals(cause.getSQLState());
    }
}
