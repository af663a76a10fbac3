package io.github.stockroom.persistence.sql;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.application.caller.CallerWatch;
import io.github.stockroom.application.error.ConflictRetry;
import io.github.stockroom.application.error.OutcomeUnknownException;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one place where repositories talk to the database, and where its failures become those of the application.
 * Thread-safe.
 */
public final class Database {

    private static final String[] ID = {"id"};

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final JdbcClient planning;
    private final Transactions transactions;
    private final IdSequences sequences;
    private final boolean alwaysInTransaction;
    private final ConnectionPermits connections;
    private final ConnectionPermits longWork;
    private final ConnectionPermits bulkWrites;
    private final CircuitBreaker breaker;
    private final WatchedWork watched;
    private final SpoolBudget sortedIds;
    private final boolean plansWithLimits;
    private final FreeSpace space;
    private final @Nullable ReadReplica replica;

    /** On a pool, with the default limits of long work for callers that stay. */
    public Database(HikariDataSource pool) {
        this(pool, LongWork.inPoolOf(pool.getMaximumPoolSize()), CallerWatch.NONE);
    }

    /**
     * On a pool, in front of which callers wait no longer than they would in it, and not at all while it has no
     * connection.
     *
     * @param callers asked during long work whether its caller has gone; the work is cancelled then
     */
    public Database(HikariDataSource pool, LongWork limits, CallerWatch callers) {
        this(pool, limits, callers, null);
    }

    /**
     * The same with a replica for reads.
     *
     * @param replica null: this database serves all reads
     */
    public Database(HikariDataSource pool, LongWork limits, CallerWatch callers, @Nullable ReadReplica replica) {
        this(
                pool,
                pool.getMaximumPoolSize(),
                Duration.ofMillis(pool.getConnectionTimeout()),
                () -> pool.getHikariPoolMXBean().getTotalConnections() == 0,
                limits,
                callers,
                replica);
    }

    /**
     * Creates a database on a data source of any kind, for the repositories of a service that has one already. Its
     * connections commit each statement by themselves. In front of a HikariCP pool, callers wait and long work is
     * limited as {@link #Database(HikariDataSource)} says; in any other one they wait as that pool has it.
     *
     * @param dataSource stays open as long as the database is used; the caller closes it
     */
    public static Database on(DataSource dataSource) {
        return dataSource instanceof HikariDataSource pool ? new Database(pool) : withoutPool(dataSource);
    }

    /** Creates a database whose data source opens a connection for each caller, so that no caller waits. */
    public static Database withoutPool(DataSource dataSource) {
        return new Database(
                dataSource,
                Integer.MAX_VALUE,
                Duration.ZERO,
                () -> false,
                LongWork.inPoolOf(Integer.MAX_VALUE),
                CallerWatch.NONE,
                null);
    }

    private Database(
            DataSource dataSource,
            int connections,
            Duration acquireTimeout,
            BooleanSupplier outOfReach,
            LongWork limits,
            CallerWatch callers,
            @Nullable ReadReplica replica) {
        this.template = new JdbcTemplate(dataSource);
        this.jdbc = JdbcClient.create(template);
        this.watched = new WatchedWork(callers);
        this.planning = JdbcClient.create(new PlanningTemplate(dataSource, watched::beforeStatement));
        this.transactions = Transactions.of(dataSource);
        this.sequences = new IdSequences(template);
        this.alwaysInTransaction = dataSource instanceof TransactionSettings;
        this.connections = new ConnectionPermits(connections, acquireTimeout, Reason.CAPACITY);
        this.longWork = limits.reads();
        this.bulkWrites = limits.bulkWrites();
        this.breaker = new CircuitBreaker(outOfReach, acquireTimeout);
        this.sortedIds = new SpoolBudget(limits.sortedBytes(), limits.files());
        this.plansWithLimits = !(dataSource instanceof HikariDataSource pool
                && String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:h2:"));
        this.space = dataSource instanceof FreeSpace ofFile ? ofFile : () -> false;
        this.replica = replica;
    }

    /** Returns the number of callers that wait for a connection, as of a moment ago. */
    public int waiting() {
        return connections.waiting();
    }

    /** Returns the number of callers that wait for a permit for long work, as of a moment ago. */
    public int waitingForLongWork() {
        return longWork.waiting() + bulkWrites.waiting();
    }

    /** Returns true if the planner of the database takes the limit of a list into account. */
    boolean plansWithLimits() {
        return plansWithLimits;
    }

    /** The room for the ids of whole lists that were sorted by no index. */
    SpoolBudget sortedIds() {
        return sortedIds;
    }

    /**
     * Runs one statement that reads, which is its own transaction unless {@link #transaction} is running it. Runs it
     * again when other transactions were in its way, as every method here does except {@link #transactionOnce}.
     *
     * @throws TemporarilyUnavailableException with {@code TIMEOUT} when the statement ran too long, with
     *     {@code CAPACITY} when no connection was to be had or the connection broke, with {@code CONFLICT} when others
     *     were in the way again and again
     */
    public <T extends @Nullable Object> T queryWithCachedPlan(Function<JdbcClient, T> statement) {
        ReadReplica reader = readerOfThisThread();
        return reader == null
                ? reading(() -> statement.apply(jdbc))
                : reader.read(this, on -> on.queryWithCachedPlan(statement));
    }

    /**
     * The same for a statement whose best plan depends on the values it is given, as that of a search does; another is
     * cheaper with {@link #queryWithCachedPlan}, whose plan the database keeps.
     *
     * @throws TemporarilyUnavailableException as {@link #queryWithCachedPlan}
     */
    public <T extends @Nullable Object> T queryWithFreshPlan(Function<JdbcClient, T> statement) {
        ReadReplica reader = readerOfThisThread();
        return reader == null
                ? reading(() -> statement.apply(planning))
                : reader.read(this, on -> on.queryWithFreshPlan(statement));
    }

    /**
     * Runs one statement that changes something, as {@link #queryWithCachedPlan} does.
     *
     * @throws TemporarilyUnavailableException as {@link #queryWithCachedPlan}, and with {@code NO_SPACE}; nothing was
     *     changed
     * @throws OutcomeUnknownException when the connection broke after the statement was sent
     */
    public <T extends @Nullable Object> T change(Function<JdbcClient, T> statement) {
        return changing(() -> statement.apply(jdbc));
    }

    /**
     * Inserts one row, as {@link #change} would.
     *
     * @param parameters as {@link Sql#parameter} returns them
     * @return the {@code id} that the database gave it, without the maps and lists that hold keys of any kind and
     *     number
     * @throws TemporarilyUnavailableException as {@link #change}
     * @throws OutcomeUnknownException as {@link #change}
     */
    public long insert(String statement, Object... parameters) {
        return changing(() -> requireNonNull(template.execute(
                connection -> connection.prepareStatement(statement, ID),
                (PreparedStatement insert) -> insertedId(insert, parameters))));
    }

    /**
     * Runs several statements as one transaction: all of them are stored when this returns, and none if it throws. Each
     * sees what others had stored when it started; a row that was read with {@code for update} stays as it is until the
     * end. Calls of this object from within take part, another transaction too.
     *
     * @param statements may run several times, each of which starts anew, so they have no effect outside the database
     * @throws TemporarilyUnavailableException as {@link #change}
     * @throws OutcomeUnknownException when the connection broke in the commit
     */
    public <T extends @Nullable Object> T transaction(Function<JdbcClient, T> statements) {
        return ConflictRetry.run(() -> transactionOnce(statements));
    }

    /**
     * The same for statements that can run once only, as they read or write something else besides.
     *
     * @throws TemporarilyUnavailableException as {@link #transaction}; with {@code CONFLICT} when another transaction
     *     was in the way
     * @throws OutcomeUnknownException as {@link #transaction}
     */
    public <T extends @Nullable Object> T transactionOnce(Function<JdbcClient, T> statements) {
        requireSpace();
        return committed(connected(() -> transactions.run(() -> statements.apply(jdbc)), Failure::ofChange));
    }

    /**
     * Runs work that creates many records by calls of this object. Little of it runs at the same time, so that
     * connections are left for short work; see {@link LongWork}.
     *
     * @throws TemporarilyUnavailableException with {@code BUSY} when too many bulk writes are going on
     */
    public <T extends @Nullable Object> T bulk(Supplier<T> work) {
        // The permit comes first: waiting for it must not take a connection. Within a transaction there is one already.
        return TransactionSynchronizationManager.isActualTransactionActive() ? work.get() : bulkWrites.with(work);
    }

    /**
     * Runs a statement as {@link #queryWithFreshPlan} does that may read many more records than it returns. Few of them
     * run at the same time, so that connections are left for short work; see {@link LongWork}. Ends when its caller has
     * gone.
     *
     * @param begun whether the caller has got a part of the result already: such work waits for its turn much longer
     * @throws TemporarilyUnavailableException as {@link #queryWithCachedPlan}; with {@code BUSY} when too much long
     *     work is going on, with {@code ABANDONED} when the caller has gone
     */
    public <T extends @Nullable Object> T longQuery(boolean begun, Function<JdbcClient, T> statement) {
        ReadReplica reader = readerOfThisThread();
        return reader == null
                ? longWork(begun, () -> reading(() -> statement.apply(planning)))
                : reader.read(this, on -> on.longQuery(begun, statement));
    }

    /**
     * Runs statements that read, together and each for up to 25 seconds, planned as by {@link #queryWithFreshPlan}. Few
     * of them run at the same time, as by {@link #longQuery}.
     *
     * @param statements may run several times, as by {@link #transaction}
     * @throws TemporarilyUnavailableException as {@link #longQuery}
     */
    @SuppressWarnings("try") // the time-out is asked for nothing while it lasts
    public <T extends @Nullable Object> T longTransaction(boolean begun, Function<JdbcClient, T> statements) {
        ReadReplica reader = readerOfThisThread();
        if (reader != null) {
            return reader.read(this, on -> on.longTransaction(begun, statements));
        }
        return longWork(
                begun,
                () -> reading(() -> transactions.run(() -> template.execute((ConnectionCallback<T>) connection -> {
                    try (StatementTimeout extended = StatementTimeout.extend(connection)) {
                        return statements.apply(planning);
                    }
                }))));
    }

    /** Returns true if another transaction held a lock for too long that a statement needed. */
    public static boolean isLockTimeout(Throwable failure) {
        return Failure.isLockTimeout(failure);
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
        // As for bulk writes, the connection comes last.
        Supplier<T> whileWanted = () -> watched.run(work);
        return begun ? longWork.with(StatementTimeout.LONG, whileWanted) : longWork.with(whileWanted);
    }

    private <T extends @Nullable Object> T reading(Supplier<T> work) {
        return ConflictRetry.run(() -> connected(work, Failure::ofUndoneWork));
    }

    private void requireSpace() {
        if (space.isShort()) {
            throw new TemporarilyUnavailableException(Reason.NO_SPACE, "no space left for data");
        }
    }

    private <T extends @Nullable Object> T changing(Supplier<T> work) {
        requireSpace();
        return committed(ConflictRetry.run(() -> connected(work, Failure::ofChange)));
    }

    private @Nullable ReadReplica readerOfThisThread() {
        return replica != null && replica.isReading() ? replica : null;
    }

    /** Tells the replica of a change, unless that is part of a transaction that goes on. */
    private <T extends @Nullable Object> T committed(T result) {
        if (replica != null && !TransactionSynchronizationManager.isActualTransactionActive()) {
            replica.written(this);
        }
        return result;
    }

    /** Within a transaction the connection is there already, and what a failure means is for the transaction to say. */
    private <T extends @Nullable Object> T connected(
            Supplier<T> work, Function<NestedRuntimeException, RuntimeException> translation) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get();
        }
        try {
            Supplier<T> limited = alwaysInTransaction ? () -> transactions.run(work) : work;
            return connections.with(() -> breaker.call(limited));
        } catch (NestedRuntimeException e) {
            if (e instanceof DuplicateKeyException taken && isAdvancedAfter(taken)) {
                throw new TemporarilyUnavailableException(Reason.CONFLICT, "an id was taken; the next one is not", e);
            }
            throw translation.apply(e);
        }
    }

    private boolean isAdvancedAfter(DuplicateKeyException taken) {
        return connections.with(() -> transactions.run(() -> sequences.isAdvancedAfter(taken)));
    }
}
