package io.github.stockroom.persistence.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A longer time-out for the statements of one transaction than the pool sets. */
final class StatementTimeout implements AutoCloseable {

    /** Gateways give up after 30 seconds. */
    static final Duration LONG = Duration.ofSeconds(25);

    private final Connection connection;
    private final int networkTimeout;
    private final int queryTimeout;

    private StatementTimeout(Connection connection) throws SQLException {
        this.connection = connection;
        this.networkTimeout = connection.getNetworkTimeout();
        try (Statement statement = connection.createStatement()) {
            this.queryTimeout = statement.getQueryTimeout();
            if (isPostgres()) {
                statement.execute("set local statement_timeout = " + LONG.toMillis());
                // The driver must not give up before the server, as for other statements.
                connection.setNetworkTimeout(
                        Runnable::run, (int) LONG.plusSeconds(1).toMillis());
            } else {
                statement.setQueryTimeout((int) LONG.toSeconds()); // of all statements of the connection, on H2
            }
        }
    }

    /** Sets {@link #LONG} for the transaction that the connection is in. */
    static StatementTimeout extend(Connection connection) throws SQLException {
        return new StatementTimeout(connection);
    }

    /** Restores the time-out of the pool. PostgreSQL takes its own limit back with the transaction. */
    @Override
    public void close() throws SQLException {
        if (isPostgres()) {
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
        } else {
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(queryTimeout);
            }
        }
    }

    private boolean isPostgres() throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }
}
