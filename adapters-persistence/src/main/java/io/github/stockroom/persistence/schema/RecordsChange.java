package io.github.stockroom.persistence.schema;

import java.sql.Connection;
import liquibase.change.custom.CustomTaskChange;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.CustomChangeException;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A change set that changes records of earlier versions. It runs outside a transaction, as the change log says: locks
 * are short, and what is written stays written if it breaks off. Liquibase makes it by its name, which the change log
 * has.
 */
abstract class RecordsChange implements CustomTaskChange {

    /** Changes the records. May have been begun before. */
    abstract void change(JdbcTemplate jdbc);

    @Override
    public final void execute(Database database) throws CustomChangeException {
        Connection connection = ((JdbcConnection) database.getConnection()).getUnderlyingConnection();
        try {
            change(new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
        } catch (DataAccessException e) {
            throw new CustomChangeException(e);
        }
    }

    @Override
    public final void setUp() {}

    @Override
    public final void setFileOpener(ResourceAccessor resources) {}

    @Override
    public final ValidationErrors validate(Database database) {
        return new ValidationErrors();
    }
}
