package io.github.stockroom.persistence.schema;

import java.sql.Connection;
import java.sql.SQLException;
import liquibase.change.custom.CustomTaskChange;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.CustomChangeException;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A change set that makes the keys of text in records that were stored by earlier versions. Liquibase makes it by its
 * name, which the change log has.
 */
public final class AddOrderKeys implements CustomTaskChange {

    private static final Logger log = LoggerFactory.getLogger(AddOrderKeys.class);

    /**
     * Runs outside a transaction, as the change log says: locks are short, and what is written stays written if this
     * breaks off.
     */
    @Override
    public void execute(Database database) throws CustomChangeException {
        try {
            Connection connection = ((JdbcConnection) database.getConnection()).getUnderlyingConnection();
            boolean partialIndexes =
                    connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
            var template = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            JdbcClient jdbc = JdbcClient.create(template);
            for (OrderKeys keys : OrderKeys.TABLES) {
                if (keys.exists(jdbc)) {
                    make(keys, template, jdbc);
                    if (partialIndexes) {
                        template.execute(keys.index());
                    }
                }
            }
        } catch (DataAccessException | SQLException e) {
            throw new CustomChangeException(e);
        }
    }

    private static void make(OrderKeys keys, JdbcTemplate template, JdbcClient jdbc) {
        long made = 0;
        OrderKeys.Chunk chunk = keys.read(jdbc, null, false);
        while (chunk.last() != null) {
            if (!chunk.outdated().isEmpty()) {
                template.batchUpdate(keys.update(), chunk.outdated());
                made += chunk.outdated().size();
            }
            chunk = keys.read(jdbc, chunk.last(), false);
        }
        if (made > 0) {
            log.info("{}: {} records can be sorted by their text", keys.table(), made);
        }
    }

    @Override
    public String getConfirmationMessage() {
        return "the text of records has keys to sort by";
    }

    @Override
    public void setUp() {}

    @Override
    public void setFileOpener(ResourceAccessor resources) {}

    @Override
    public ValidationErrors validate(Database database) {
        return new ValidationErrors();
    }
}
