package io.github.stockroom.persistence.sql;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.application.caller.CallerWatch;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
    static final String CANCELLED = "57014";

    /** PostgreSQL's and H2's. */
    private static final Set<String> LOCK_TIMEOUTS = Set.of("55P03", "HYT00");

    private static final String[] ID = {"id"};

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final JdbcClient planning;
    private final TransactionOperations transactions;
    private final ConnectionPermits connections;
    private final ConnectionPermits longWork;
    private final CircuitBreaker breaker;
    private final CallerWatch callers;
    private final SpoolBudget sortedIds;
    private final boolean plansWithLimits;

    /** The long work that a thread is at. */
    private final ThreadLocal<@Nullable Cancellation> current = new ThreadLocal<>();

    /** On a pool, with the default limits of long work for callers that stay. */
    public Database(HikariDataSource pool) {
        this(pool, LongWork.inPoolOf(pool.getMaximumPoolSize()), CallerWatch.NONE);
    }

    /**
     * On a pool, in front of which callers wait no longer than they would in it, and not at all while it has no connection.
     *
     * @param callers asked during long work whether its caller has gone; the work is cancelled then
     */
    public Database(HikariDataSource pool, LongWork limits, CallerWatch callers) {
        this(
                pool,
                pool.getMaximumPoolSize(),
                Duration.ofMillis(pool.getConnectionTimeout()),
                () -> pool.getHikariPoolMXBean().getTotalConnections() == 0,
                limits,
                callers);
    }

    /** On something that makes a connection for each who asks, so that nobody waits. */
    public static Database withoutPool(DataSource dataSource) {
        return new Database(
                dataSource,
                Integer.MAX_VALUE,
                Duration.ZERO,
                () -> false,
                LongWork.inPoolOf(Integer.MAX_VALUE),
                CallerWatch.NONE);
    }

    private Database(
            DataSource dataSource,
            int connections,
            Duration acquireTimeout,
            BooleanSupplier outOfReach,
            LongWork limits,
            CallerWatch callers) {
        this.template = new JdbcTemplate(dataSource);
        this.jdbc = JdbcClient.create(template);
        this.planning = JdbcClient.create(new PlanningTemplate(dataSource, this::beforeStatement));
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.connections = new ConnectionPermits(connections, acquireTimeout, Reason.CAPACITY);
        this.longWork = new ConnectionPermits(limits.connections(), limits.acquireTimeout(), Reason.BUSY);
        this.breaker = new CircuitBreaker(outOfReach, acquireTimeout);
        this.callers = callers;
        this.sortedIds = new SpoolBudget(limits.sortedBytes());
        this.plansWithLimits = !(dataSource instanceof HikariDataSource pool
                && pool.getJdbcUrl().startsWith("jdbc:h2:"));
    }

    /** How many callers wait for a connection, as of a moment ago. */
    public int waiting() {
        return connections.waiting();
    }

    /** How many callers wait until they may begin long work, as of a moment ago. */
    public int waitingForLongWork() {
        return longWork.waiting();
    }

    /** Whether the database takes the limit of a list into account when it plans how to read it. */
    boolean plansWithLimits() {
        return plansWithLimits;
    }

    /** The room for the ids of whole lists that were sorted by no index. */
    SpoolBudget sortedIds() {
        return sortedIds;
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
     * Runs a statement as {@link #query} does that may read many more records than it returns. Few of them run at the same time,
     * so that connections are left for short work; see {@link LongWork}. Ends when its caller has gone.
     *
     * @param begun whether the caller has got a part of the result already: such work waits for its turn much longer
     * @throws TemporarilyUnavailableException as {@link #call}; with {@code BUSY} when too much long work is going on, with {@code
     *     ABANDONED} when the caller has gone
     */
    public <T extends @Nullable Object> T longQuery(boolean begun, Function<JdbcClient, T> statement) {
        return longWork(begun, () -> translated(() -> statement.apply(planning)));
    }

    /**
     * Runs statements as {@link #transaction} does, each of which may take 25 seconds, and is planned as by {@link #query}. Few of
     * them run at the same time, as by {@link #longQuery}.
     *
     * @throws TemporarilyUnavailableException as {@link #longQuery}
     */
    public <T extends @Nullable Object> T longTransaction(boolean begun, Function<JdbcClient, T> statements) {
        return longWork(
                begun,
                () -> transaction(jdbc -> template.execute((ConnectionCallback<T>) connection -> {
                    StatementTimeout timeout = StatementTimeout.extend(connection);
                    try {
                        return statements.apply(planning);
                    } finally {
                        timeout.restore();
                    }
                })));
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

    private <T extends @Nullable Object> T longWork(boolean begun, Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get(); // with the connection of that transaction
        }
        // The permit for long work comes first: waiting for it must not take a connection.
        Supplier<T> watched = () -> watched(work);
        return begun ? longWork.with(StatementTimeout.LONG, watched) : longWork.with(watched);
    }

    private <T extends @Nullable Object> T watched(Supplier<T> work) {
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

    private void beforeStatement(Statement statement) throws SQLException {
        Cancellation cancellation = current.get();
        if (cancellation != null) {
            cancellation.begin(statement);
        }
    }

    private <T extends @Nullable Object> T translated(Supplier<T> work) {
        try {
            // Within a transaction the connection is there already.
            return TransactionSynchronizationManager.isActualTransactionActive()
                    ? work.get()
                    : connections.with(() -> breaker.call(work));
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
