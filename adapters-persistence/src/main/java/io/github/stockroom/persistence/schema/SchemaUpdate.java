package io.github.stockroom.persistence.schema;

import java.sql.Connection;
import java.util.Map;
import java.util.logging.Level;
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

/** Applies change sets by Liquibase, which is loaded no sooner than this class. */
final class SchemaUpdate {

    // Liquibase logs each of its own steps at INFO. Held here because java.util.logging forgets loggers without a
    // strong reference.
    private static final java.util.logging.Logger LIQUIBASE = java.util.logging.Logger.getLogger("liquibase");

    private static final Map<String, Object> SCOPE = Map.of(
            // Liquibase would look for our classes where the calling thread does, which need not know the service's
            // jar.
            Scope.Attr.classLoader.name(),
            SchemaUpdate.class.getClassLoader(),
            Scope.Attr.ui.name(),
            new LoggerUIService(),
            AnalyticsArgs.ENABLED.getKey(),
            false,
            GlobalConfiguration.SHOW_BANNER.getKey(),
            false);

    private SchemaUpdate() {}

    /**
     * Applies the change sets of a change log that were not applied yet.
     *
     * @param connection of the process that holds the lock of {@link Migrations}
     */
    static void run(ChangeLog changeLog, Connection connection) throws Exception {
        LIQUIBASE.setLevel(Level.WARNING);
        Scope.child(SCOPE, () -> update(changeLog, connection));
    }

    private static void update(ChangeLog changeLog, Connection connection) throws LiquibaseException {
        try (Liquibase liquibase = new Liquibase(
                ChangeLog.FILE,
                new ClassLoaderResourceAccessor(SchemaUpdate.class.getClassLoader()),
                new JdbcConnection(connection))) {
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            // A part of it is taken out of the whole, so that each change set has the same path either way: by that,
            // Liquibase knows which ones were applied.
            liquibase.getDatabaseChangeLog().getChangeSets().removeIf(set -> !changeLog.contains(set.getFilePath()));
            liquibase.forceReleaseLocks();
            liquibase.update(new Contexts());
        }
    }
}
