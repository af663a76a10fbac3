package io.github.stockroom.persistence.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/** Begins each transaction with the same statements; the driver sends them together with the begin. */
final class LimitedTransactions extends DataSourceTransactionManager {

    private static final long serialVersionUID = 1L;

    private final String settings;

    LimitedTransactions(DataSource dataSource, String settings) {
        super(dataSource);
        this.settings = settings;
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings);
        }
    }
}
