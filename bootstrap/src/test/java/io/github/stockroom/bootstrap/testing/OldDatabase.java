package io.github.stockroom.bootstrap.testing;

import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A database of a replaced system, with the tables that its framework makes.
 *
 * @param options that lead {@code migrate-from} to it
 * @param server run at the end
 */
public record OldDatabase(Kind kind, List<String> options, Connection connection, Runnable server)
        implements AutoCloseable {

    /** The databases that the replaced systems ran on. */
    public enum Kind {
        SQLITE,
        POSTGRESQL,
        MARIADB
    }

    /** On a database that this machine always has. */
    public static OldDatabase of(Kind kind, String system) {
        return switch (kind) {
            case SQLITE -> {
                Path file = RunningService.newDirectory("old-").resolve("db.sqlite3");
                yield open(kind, system, "jdbc:sqlite:" + file, null, null, () -> {});
            }
            case POSTGRESQL -> {
                TestDatabase database = TestDatabases.postgres();
                database.pool().close();
                var at = database.environment();
                String url =
                        "jdbc:postgresql://%s:%s/%s".formatted(at.get("DB_HOST"), at.get("DB_PORT"), at.get("DB_NAME"));
                yield open(kind, system, url, at.get("DB_USER"), at.get("DB_PASSWORD"), database::close);
            }
            case MARIADB -> throw new IllegalArgumentException("needs a server");
        };
    }

    /** @param server run at the end */
    public static OldDatabase open(
            Kind kind, String system, String url, @Nullable String user, @Nullable String password, Runnable server) {
        try {
            Connection connection = DriverManager.getConnection(url, user, password);
            List<String> options = new ArrayList<>(List.of(system, "--url", url));
            if (user != null) {
                options.addAll(List.of("--user", user));
            }
            if (password != null && !password.isEmpty()) {
                Path file = RunningService.newDirectory("old-").resolve("password");
                options.addAll(List.of(
                        "--password-file",
                        Files.writeString(file, password + "\n").toString()));
            }
            var database = new OldDatabase(kind, List.copyOf(options), connection, server);
            database.makeTables(system);
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeTables(String system) throws IOException {
        String name = "/legacy/" + system + "-" + kind.name().toLowerCase(Locale.ROOT) + ".sql";
        try (InputStream in = Objects.requireNonNull(OldDatabase.class.getResourceAsStream(name), name)) {
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            Stream.of(script.split(";"))
                    .map(String::strip)
                    .filter(sql -> !sql.isEmpty())
                    .forEach(this::execute);
        }
    }

    public void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Inserts rows as one transaction, in columns of these names. */
    public void insert(String table, List<String> columns, Stream<Object[]> rows) {
        String names = columns.stream().map(this::quoted).collect(Collectors.joining(", "));
        String places = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + table + " (" + names + ") values (" + places + ")")) {
            connection.setAutoCommit(false);
            int count = 0;
            for (Object[] row : (Iterable<Object[]>) rows::iterator) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.addBatch();
                if (++count % 1_000 == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String quoted(String column) {
        return kind == Kind.MARIADB ? "`" + column + "`" : "\"" + column + "\"";
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        server.run();
    }
}
