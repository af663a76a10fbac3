package io.github.stockroom.persistence.sql;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The one place where repositories talk to the database, and where its failures become those of the application. Thread-safe. */
public final class Database {

    /** Statement cancelled: what PostgreSQL and H2 report when a statement runs longer than it may. */
    private static final String CANCELLED = "57014";

    /** PostgreSQL's and H2's. */
    private static final Set<String> LOCK_TIMEOUTS = Set.of("55P03", "HYT00");

    private static final String[] ID = {"id"};

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final JdbcClient planning;
    private final TransactionOperations transactions;
    private final Turns turns;
    private final CircuitBreaker breaker;

    /** On a pool, in front of which callers wait no longer than they would in it, and not at all while it has no connection. */
    public Database(HikariDataSource pool) {
        this(
                pool,
                pool.getMaximumPoolSize(),
                Duration.ofMillis(pool.getConnectionTimeout()),
                () -> pool.getHikariPoolMXBean().getTotalConnections() == 0);
    }

    /** On something that makes a connection for each who asks, so that nobody waits. */
    public static Database withoutPool(DataSource dataSource) {
        return new Database(dataSource, Integer.MAX_VALUE, Duration.ZERO, () -> false);
    }

    private Database(DataSource dataSource, int connections, Duration wait, BooleanSupplier outOfReach) {
        this.template = new JdbcTemplate(dataSource);
        this.jdbc = JdbcClient.create(template);
        this.planning = JdbcClient.create(new PlanningTemplate(dataSource));
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.turns = new Turns(connections, wait);
        this.breaker = new CircuitBreaker(outOfReach, wait);
    }

    /** How many callers wait for a connection, as of a moment ago. */
    public int waiting() {
        return turns.waiting();
    }

    /**
     * Runs one statement, which is its own transaction unless {@link #transaction} is running it.
     *
     * @throws TemporarilyUnavailableException with {@code TIMEOUT} when the statement ran too long, with {@code CAPACITY} when
     *     no connection was to be had, the connection broke, or other writers were in the way
     */
    public <T extends @Nullable Object> T call(Function<JdbcClient, T> statement) {
        return translated(() -> statement.apply(jdbc));
    }

    /**
     * The same for a statement whose best plan depends on the values it is given, as that of a search does; another is cheaper
     * with {@link #call}, whose plan the database keeps.
     *
     * @throws TemporarilyUnavailableException as {@link #call}
     */
    public <T extends @Nullable Object> T query(Function<JdbcClient, T> statement) {
        return translated(() -> statement.apply(planning));
    }

    /**
     * Inserts one row, as {@link #call} would.
     *
     * @param parameters as {@link Sql#parameter} returns them
     * @return the {@code id} that the database gave it, without the maps and lists that hold keys of any kind and number
     * @throws TemporarilyUnavailableException as {@link #call}
     */
    public long insert(String statement, Object... parameters) {
        return translated(() -> requireNonNull(template.execute(
                connection -> connection.prepareStatement(statement, ID),
                (PreparedStatement insert) -> insertedId(insert, parameters))));
    }

    /**
     * Runs several statements as one transaction: all of them are stored when this returns, and none if it throws. Each sees
     * what others had stored when it started; a row that was read with {@code for update} stays as it is until the end. Calls
     * of this object from within take part, another transaction too.
     *
     * @throws TemporarilyUnavailableException as {@link #call}
     */
    public <T extends @Nullable Object> T transaction(Function<JdbcClient, T> statements) {
        return translated(() -> transactions.execute(status -> statements.apply(jdbc)));
    }

    /**
     * The same, for work on many records: each statement may take 25 seconds, and is planned as by {@link #query}.
     *
     * @throws TemporarilyUnavailableException as {@link #call}
     */
    public <T extends @Nullable Object> T patiently(Function<JdbcClient, T> statements) {
        return transaction(jdbc -> template.execute((ConnectionCallback<T>) connection -> {
            Patience patience = Patience.of(connection);
            try {
                return statements.apply(planning);
            } finally {
                patience.end();
            }
        }));
    }

    /** Whether somebody else held for too long what a statement needed. */
    public static boolean isLockTimeout(Throwable failure) {
        // H2 says so with a cause that tells of the lock.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && LOCK_TIMEOUTS.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static Long insertedId(PreparedStatement insert, Object... parameters) throws SQLException {
        new ArgumentPreparedStatementSetter(parameters).setValues(insert);
        insert.executeUpdate();
        try (ResultSet keys = insert.getGeneratedKeys()) {
            keys.next();
            return keys.getLong(1);
        }
    }

    private <T extends @Nullable Object> T translated(Supplier<T> work) {
        try {
            // Within a transaction the connection is there already.
            return TransactionSynchronizationManager.isActualTransactionActive()
                    ? work.get()
                    : turns.take(() -> breaker.call(work));
        } catch (NestedRuntimeException e) {
            Reason reason = reasonToRetry(e).orElseThrow(() -> e);
            throw new TemporarilyUnavailableException(reason, "the database did not do it: " + reason, e);
        }
    }

    private static Optional<Reason> reasonToRetry(Throwable e) {
        if (e instanceof TransactionSystemException end && end.getApplicationException() != null) {
            // Not even taking it back succeeded, as on a connection that broke: what matters is what went wrong before.
            return reasonToRetry(end.getApplicationException());
        }
        if (isLockTimeout(e)) {
            return Optional.of(Reason.CAPACITY);
        }
        if (e instanceof QueryTimeoutException || isCancelled(e)) {
            return Optional.of(Reason.TIMEOUT);
        }
        boolean passes = e instanceof DataAccessResourceFailureException
                || e instanceof RecoverableDataAccessException
                || e instanceof TransientDataAccessException
                || e instanceof CannotCreateTransactionException;
        return passes ? Optional.of(Reason.CAPACITY) : Optional.empty();
    }

    private static boolean isCancelled(Throwable e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException cause
                && CANCELLED.equals(cause.getSQLState());
    }
}
