package io.github.stockroom.persistence.testing;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.persistence.DatabaseAddress;
import io.github.stockroom.persistence.PoolSettings;
import io.github.stockroom.persistence.schema.Migrations;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database for one caller alone; closing it removes it. Registered as an extension in a static field, it is emptied
 * before each test and closed after the last.
 */
public final class TestDatabase implements AutoCloseable, BeforeAllCallback, BeforeEachCallback {

    private final DatabaseAddress address;
    private final Map<String, String> environment;
    private final Runnable remove;
    private final HikariDataSource pool;

    TestDatabase(DatabaseAddress address, Map<String, String> environment, Runnable remove) {
        this.address = address;
        this.environment = environment;
        this.remove = remove;
        this.pool = address.pool(PoolSettings.DEFAULT);
    }

    /** Brings the schema up to date. */
    public TestDatabase migrated() {
        new Migrations(address.direct()).apply();
        return this;
    }

    public DatabaseAddress address() {
        return address;
    }

    /** The settings under which the service finds this database. */
    public Map<String, String> environment() {
        return environment;
    }

    public HikariDataSource pool() {
        return pool;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(pool);
    }

    /** Removes every record; ids go on. */
    public void clear() {
        Deque<String> statements = new ArrayDeque<>(emptyings());
        while (!statements.isEmpty()) {
            String statement = statements.remove();
            try {
                jdbc().sql(statement).update();
            } catch (DataIntegrityViolationException e) {
                statements.add(statement); // behind the tables that refer to this one; references form no circle
            }
        }
    }

    /** Truncating takes no time, but the databases refuse it where other tables refer to. */
    private List<String> emptyings() {
        return jdbc().sql("""
                        select case
                            when table_name in (
                                select referred.table_name
                                from information_schema.referential_constraints referring
                                join information_schema.table_constraints referred
                                    on referred.constraint_name = referring.unique_constraint_name)
                            then 'delete from ' else 'truncate table ' end || table_name
                        from information_schema.tables
                        where lower(table_schema) = 'public' and lower(table_name) not like 'databasechangelog%'
                        order by 1 desc""").query(String.class).list();
    }

    @Override
    public void close() {
        pool.close();
        remove.run();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // Closed when the outermost class that uses it is done; nested classes find it here already.
        context.getStore(Namespace.create(this)).computeIfAbsent(TestDatabase.class, key -> this);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        clear();
    }
}
