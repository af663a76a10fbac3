package io.github.stockroom.persistence.sql;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.application.health.DatabaseCheck;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks through the same pool as all other callers, so it also fails when no connection is free. Fails too on a
 * connection to a server that takes no writes, and throws it out of the pool.
 */
public final class JdbcDatabaseCheck implements DatabaseCheck {

    private static final Logger log = LoggerFactory.getLogger(JdbcDatabaseCheck.class);
    private static final int SECONDS = 1;

    private final HikariDataSource pool;

    public JdbcDatabaseCheck(HikariDataSource pool) {
        this.pool = pool;
    }

    @Override
    public boolean isWorking() {
        if (pool instanceof FreeSpace space && space.isShort()) {
            log.warn("the database has no space left");
            return false;
        }
        try (Connection connection = pool.getConnection()) {
            if (!connection.isValid(SECONDS)) {
                return false;
            }
            if (isReadOnly(connection)) {
                log.warn("the database takes no writes");
                pool.evictConnection(connection);
                return false;
            }
            return true;
        } catch (SQLException | RuntimeException e) {
            log.warn("the database does not answer: {}", e.getMessage());
            return false;
        }
    }

    private static boolean isReadOnly(Connection connection) throws SQLException {
        if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            return connection.isReadOnly();
        }
        // The driver does not ask the server.
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("show transaction_read_only")) {
            return answer.next() && answer.getString(1).equals("on");
        }
    }
}
