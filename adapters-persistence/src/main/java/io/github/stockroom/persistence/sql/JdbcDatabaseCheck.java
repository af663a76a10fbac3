package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.health.DatabaseCheck;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks through the same pool as everybody else, so it also fails when no connection is free. */
public final class JdbcDatabaseCheck implements DatabaseCheck {

    private static final Logger log = LoggerFactory.getLogger(JdbcDatabaseCheck.class);
    private static final int SECONDS = 1;

    private final DataSource dataSource;

    public JdbcDatabaseCheck(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public boolean isWorking() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(SECONDS);
        } catch (SQLException | RuntimeException e) {
            log.warn("the database does not answer: {}", e.getMessage());
            return false;
        }
    }
}
