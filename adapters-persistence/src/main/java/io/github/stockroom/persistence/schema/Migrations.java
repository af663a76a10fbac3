package io.github.stockroom.persistence.schema;

import io.github.stockroom.persistence.sql.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.GlobalConfiguration;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.BadSqlGrammarException;

/** Brings the schema of a database up to date. Thread-safe, and safe when several instances of the service start at once. */
public final class Migrations {

    /**
     * The change sets of the change log, in its order. Kept here so that a start need not read the change log to see that
     * nothing is to be done; that takes Liquibase the better part of a second.
     */
    static final List<String> CHANGE_SETS = List.of(
            "products-1-table",
            "products-2-order",
            "products-3-search",
            "cars-1-table",
            "cars-2-order",
            "cars-3-search",
            "movies-1-table",
            "movies-2-order",
            "movies-3-search",
            "accounts-1-tables",
            "accounts-2-order",
            "accounts-3-session-families",
            "idempotency-1-tables");

    static final String CHANGE_LOG = "db/changelog/changelog.xml";

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    // Liquibase logs each of its own steps at INFO. Held here because java.util.logging forgets loggers that nobody
    // holds.
    private static final java.util.logging.Logger LIQUIBASE = java.util.logging.Logger.getLogger("liquibase");

    private static final Map<String, Object> QUIET = Map.of(
            Scope.Attr.ui.name(), new LoggerUIService(),
            AnalyticsArgs.ENABLED.getKey(), false,
            GlobalConfiguration.SHOW_BANNER.getKey(), false);

    private static final Object ONE_IN_THIS_PROCESS = new Object();

    /** Any number that nobody else uses; these bytes spell "stock". */
    private static final long ONE_ON_THIS_SERVER = 0x73746f636bL;

    private final DataSource dataSource;

    /** @param dataSource gives connections without a limit on the time of a statement: an index on a big table takes its time */
    public Migrations(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Returns true if {@link #apply} has something to do. Costs one small select. A database that knows more change sets than this
     * version of the service is not behind: so a new version can be taken back.
     *
     * @throws io.github.stockroom.application.error.TemporarilyUnavailableException when the database does not answer
     */
    public boolean isBehind() {
        try {
            List<String> applied = Database.withoutPool(dataSource)
                    .call(jdbc -> jdbc.sql("select id from databasechangelog")
                            .query((row, number) -> row.getString(1))
                            .list());
            return !applied.containsAll(CHANGE_SETS);
        } catch (BadSqlGrammarException e) {
            return true; // there is no such table: nothing was ever applied
        }
    }

    /**
     * Applies every change set that was not applied yet; waits while another instance does so.
     *
     * @throws IllegalStateException when that fails; the change sets before the failed one stay applied
     */
    public void apply() {
        try {
            Scope.child(QUIET, this::updateAlone);
            log.info("the schema is up to date");
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the schema could not be brought up to date: "
                            + NestedExceptionUtils.getMostSpecificCause(e).getMessage(),
                    e);
        }
    }

    private void updateAlone() throws SQLException, LiquibaseException {
        LIQUIBASE.setLevel(Level.WARNING);
        synchronized (ONE_IN_THIS_PROCESS) {
            try (Connection connection = dataSource.getConnection()) {
                waitForOtherProcesses(connection);
                update(connection);
            }
        }
    }

    /**
     * Liquibase has a lock of its own, a row that a killed process leaves behind: every later start then waits for five
     * minutes and fails. The one taken here ends with the connection, so whoever holds it may clear that row.
     */
    private static void waitForOtherProcesses(Connection connection) throws SQLException {
        if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            return; // H2 lets no other process in.
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(" + ONE_ON_THIS_SERVER + ")");
        }
    }

    private static void update(Connection connection) throws LiquibaseException {
        try (Liquibase liquibase = new Liquibase(
                CHANGE_LOG,
                new ClassLoaderResourceAccessor(Migrations.class.getClassLoader()),
                new JdbcConnection(connection))) {
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            liquibase.forceReleaseLocks();
            liquibase.update(new Contexts());
        }
    }
}
