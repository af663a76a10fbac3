package io.github.stockroom.persistence.testing;

import io.github.stockroom.persistence.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes empty databases, each for one caller alone, who closes it. */
public final class TestDatabases {

    private TestDatabases() {}

    /** Both kinds. */
    public static List<TestDatabase> all() {
        return List.of(h2(), postgres());
    }

    /** An H2 database in files, as it is in operation. */
    public static TestDatabase h2() {
        try {
            Path directory = Files.createTempDirectory("stockroom-test-");
            return new TestDatabase(
                    DatabaseAddress.h2(directory),
                    Map.of("STOCKROOM_DATA_DIR", directory.toString()),
                    () -> delete(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A database on the PostgreSQL server that {@code STOCKROOM_TEST_JDBC_URL} names (with
     * {@code STOCKROOM_TEST_JDBC_USER} and {@code STOCKROOM_TEST_JDBC_PASSWORD} unless it holds them), otherwise in
     * Docker, or else from binaries that come with the build.
     */
    public static TestDatabase postgres() {
        PostgresServer server = PostgresServer.shared();
        String database = server.createDatabase();
        return new TestDatabase(
                DatabaseAddress.postgres(server.host(), server.port(), database, server.user(), server.password()),
                Map.of(
                        "DB_HOST", server.host(),
                        "DB_PORT", Integer.toString(server.port()),
                        "DB_NAME", database,
                        "DB_USER", server.user(),
                        "DB_PASSWORD", server.password()),
                () -> server.dropDatabase(database));
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
