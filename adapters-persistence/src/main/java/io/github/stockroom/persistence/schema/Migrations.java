package io.github.stockroom.persistence.schema;

import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.IdSequences;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.BadSqlGrammarException;

/**
 * Brings the schema of a database up to date, of all resources or of those that a service uses. Thread-safe, and safe
 * when several instances of the service start at once.
 *
 * <pre>{@code
 * new Migrations(dataSource).only("products", "movies").apply();
 * }</pre>
 *
 * <p>{@link #apply} needs Liquibase on the class path, and up to three connections of the data source at a time. Each
 * change set is stored as a whole or not at all, except on H2, which commits each statement that changes the schema.
 */
public final class Migrations {

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    private static final Object ONE_IN_THIS_PROCESS = new Object();

    /** Any number that no other application uses; these bytes spell "stock". */
    private static final long ONE_ON_THIS_SERVER = 0x73746f636bL;

    /**
     * The default time for which {@link #apply} waits for another process that migrates; an index on a big table takes
     * long.
     */
    public static final Duration WAIT = Duration.ofMinutes(10);

    /** After this, it says whom it waits for. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final long PAUSE_MILLIS = 200;

    /** Selects a description of the process that holds the lock, as far as this user may see it. */
    private static final String HOLDER = """
            select 'process ' || a.pid || ' of PostgreSQL (' || coalesce(nullif(a.application_name, ''), 'unnamed')
                || coalesce(' at ' || host(a.client_addr), '') || coalesce(', ' || a.state, '') || ')'
            from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.granted and l.objsubid = 1
                and l.database = (select oid from pg_database where datname = current_database())
                and (l.classid::bigint << 32 | l.objid::bigint) =\s""" + ONE_ON_THIS_SERVER;

    private final DataSource dataSource;
    private final Duration wait;
    private final Duration silence;
    private final ChangeLog changeLog;

    /**
     * Creates the migrations of all resources.
     *
     * @param dataSource gives connections without a limit on the time of a statement: an index on a big table takes its
     *     time
     */
    public Migrations(DataSource dataSource) {
        this(dataSource, WAIT);
    }

    /**
     * The same with another time to wait.
     *
     * @param wait for which {@link #apply} waits for another process that migrates
     */
    public Migrations(DataSource dataSource, Duration wait) {
        this(dataSource, wait, SILENCE);
    }

    Migrations(DataSource dataSource, Duration wait, Duration silence) {
        this(dataSource, wait, silence, ChangeLog.whole());
    }

    private Migrations(DataSource dataSource, Duration wait, Duration silence, ChangeLog changeLog) {
        this.dataSource = dataSource;
        this.wait = wait;
        this.silence = silence;
        this.changeLog = changeLog;
    }

    /**
     * Returns the migrations of these resources alone. Others may be added later, and so may all: each change set is
     * applied once, however it was chosen. A database that a version before 1.0.0 of the service made needs all.
     *
     * @param resources by the names of their tables, such as {@code products}; {@code accounts} includes sessions and
     *     API keys
     * @throws IllegalArgumentException if there is no such resource, or none is named; the message lists them
     */
    public Migrations only(String... resources) {
        return new Migrations(dataSource, wait, silence, ChangeLog.of(Set.copyOf(List.of(resources))));
    }

    /**
     * Returns true if {@link #apply} has something to do. Costs one small select. A database that knows more change
     * sets than this version of the service is not behind: so a new version can be taken back.
     *
     * @throws io.github.stockroom.application.error.TemporarilyUnavailableException when the database does not answer
     */
    public boolean isBehind() {
        try {
            List<String> applied = Database.withoutPool(dataSource)
                    .queryWithCachedPlan(jdbc -> jdbc.sql("select id from databasechangelog")
                            .query((row, number) -> row.getString(1))
                            .list());
            return !applied.containsAll(changeLog.changeSets());
        } catch (BadSqlGrammarException e) {
            return true; // there is no such table: nothing was ever applied
        }
    }

    /** Returns true if this version knows all of these change sets. */
    public static boolean areKnown(Collection<String> changeSets) {
        return ChangeLog.whole().changeSets().containsAll(changeSets);
    }

    /**
     * Applies every change set of these resources that was not applied yet, and advances the sequences of ids that are
     * behind the rows; waits while another instance does so, for {@link #WAIT} at most unless another time is given.
     *
     * @throws IllegalStateException when that fails; the change sets before the failed one stay applied. The message
     *     says why
     */
    public void apply() {
        try {
            updateAlone();
            log.info("the schema is up to date");
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the schema could not be brought up to date: "
                            + NestedExceptionUtils.getMostSpecificCause(e).getMessage(),
                    e);
        }
    }

    private void updateAlone() throws Exception {
        synchronized (ONE_IN_THIS_PROCESS) {
            try (Connection lock = dataSource.getConnection();
                    Connection connection = dataSource.getConnection()) {
                waitForOtherProcesses(lock);
                SchemaUpdate.run(changeLog, connection);
                new IdSequences(dataSource).advanceAll(changeLog::isTable);
                if (!lock.getAutoCommit()) {
                    lock.rollback(); // gives the lock back before a pooler hears that the connection ends
                }
            }
        }
    }

    /**
     * Liquibase has a lock of its own, a row that a killed process leaves behind: every later start then waits for five
     * minutes and fails. The one taken here ends with its connection, so the process that holds it may clear that row.
     * It belongs to a transaction, which stays open meanwhile: a pooler in transaction mode would leave a lock of a
     * session behind.
     */
    private void waitForOtherProcesses(Connection connection) throws SQLException {
        if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            return; // H2 lets no other process in.
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            boolean told = false;
            while (!isLocked(statement)) {
                Duration waited = Duration.ofNanos(System.nanoTime() - start);
                if (waited.compareTo(wait) >= 0) {
                    throw new SQLException("after " + wait.toSeconds() + " s the schema was still being changed by "
                            + holder(statement)
                            + "; if that process does not belong to the service, end it with pg_terminate_backend");
                }
                if (!told && waited.compareTo(silence) >= 0) {
                    told = true;
                    log.warn(
                            "waiting for up to {} s, as the schema is being changed by {}",
                            wait.toSeconds(),
                            holder(statement));
                }
                connection.rollback(); // so that a pooler can use the session until the next try
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while the schema was being changed by another process", e);
        }
    }

    private static boolean isLocked(Statement statement) throws SQLException {
        // The server would end a transaction that waits for a long change, and the lock with it.
        statement.execute("set local idle_in_transaction_session_timeout = 0");
        try (ResultSet answer =
                statement.executeQuery("select pg_try_advisory_xact_lock(" + ONE_ON_THIS_SERVER + ")")) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static String holder(Statement statement) throws SQLException {
        try (ResultSet holder = statement.executeQuery(HOLDER)) {
            return holder.next() ? holder.getString(1) : "another process";
        }
    }
}
