package io.github.stockroom.persistence.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** More time for the statements of one transaction than the pool gives. */
final class Patience {

    /** Gateways give up after 30 seconds. */
    static final Duration LIMIT = Duration.ofSeconds(25);

    private final Connection connection;
    private final int networkTimeout;
    private final int queryTimeout;

    private Patience(Connection connection) throws SQLException {
        this.connection = connection;
        this.networkTimeout = connection.getNetworkTimeout();
        try (Statement statement = connection.createStatement()) {
            this.queryTimeout = statement.getQueryTimeout();
            if (isPostgres()) {
                statement.execute("set local statement_timeout = " + LIMIT.toMillis());
                // The driver must not give up before the server, as for other statements.
                connection.setNetworkTimeout(
                        Runnable::run, (int) LIMIT.plusSeconds(1).toMillis());
            } else {
                statement.setQueryTimeout((int) LIMIT.toSeconds()); // of all statements of the connection, on H2
            }
        }
    }

    /** PostgreSQL takes its own limit back with the transaction. */
    void end() throws SQLException {
        if (isPostgres()) {
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
        } else {
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(queryTimeout);
            }
        }
    }

    /** Begins now; within a transaction. */
    static Patience of(Connection connection) throws SQLException {
        return new Patience(connection);
    }

    private boolean isPostgres() throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }
}
