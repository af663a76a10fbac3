package io.github.stockroom.persistence.schema;

import io.github.stockroom.persistence.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of the schema, each on an empty database of its own. */
abstract class SchemaContract {

    private TestDatabase database;

    abstract TestDatabase create();

    TestDatabase database() {
        return database;
    }

    Migrations migrations() {
        return new Migrations(database.address().direct());
    }

    List<String> names(String sql) {
        return database.jdbc().sql(sql).query(String.class).list();
    }

    @BeforeEach
    void open() {
        database = create();
    }

    @AfterEach
    void close() {
        database.close();
    }
}
