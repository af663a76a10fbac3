package io.github.stockroom.persistence.schema;

import java.sql.Connection;
import java.util.List;
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
 * A change set that brings text of records that was stored by earlier versions into the form in which the service
 * stores and looks for text today. Liquibase makes it by its name, which the change log has.
 */
public final class NormaliseText implements CustomTaskChange {

    /** The limits that fields have at the time of this change. A change set does the same regardless of later ones. */
    private static final List<TextTable> TABLES = List.of(
            new TextTable("products", List.of(TextColumn.required("product", 200))),
            new TextTable("cars", List.of(TextColumn.required("brand", 50), TextColumn.required("model", 50))),
            new TextTable(
                    "movies",
                    List.of(
                            TextColumn.required("title", 255),
                            TextColumn.optional("description").sortedByStart("description_start", 100))));

    /** Runs outside a transaction, as the change log says: what is written stays written if this breaks off. */
    @Override
    public void execute(Database database) throws CustomChangeException {
        Connection connection = ((JdbcConnection) database.getConnection()).getUnderlyingConnection();
        var jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        try {
            TABLES.stream().filter(table -> table.exists(jdbc)).forEach(table -> table.normalise(jdbc));
        } catch (DataAccessException e) {
            throw new CustomChangeException(e);
        }
    }

    @Override
    public String getConfirmationMessage() {
        return "the text of records is in normal form";
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
