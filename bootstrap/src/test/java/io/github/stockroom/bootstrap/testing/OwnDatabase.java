package io.github.stockroom.bootstrap.testing;

import io.github.stockroom.persistence.DatabaseAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * A database that belongs to one test.
 *
 * @param settings that lead a service to it
 * @param remove ends it
 */
public record OwnDatabase(Map<String, String> settings, Runnable remove) implements AutoCloseable {

    /** Returns the way to it without a service. */
    public DatabaseAddress address() {
        String host = settings.get("DB_HOST");
        return host == null
                ? DatabaseAddress.h2(Path.of(settings.get("stockroom.data-dir")))
                : DatabaseAddress.postgres(
                        host,
                        Integer.parseInt(settings.get("DB_PORT")),
                        settings.get("DB_NAME"),
                        settings.get("DB_USER"),
                        settings.get("DB_PASSWORD"));
    }

    /** Opens a connection of its own to a database in PostgreSQL. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + settings.get("DB_HOST") + ":" + settings.get("DB_PORT") + "/"
                        + settings.get("DB_NAME"),
                settings.get("DB_USER"),
                settings.get("DB_PASSWORD"));
    }

    @Override
    public void close() {
        remove.run();
    }
}
