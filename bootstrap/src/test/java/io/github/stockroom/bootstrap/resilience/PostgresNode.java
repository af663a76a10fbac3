package io.github.stockroom.bootstrap.resilience;

import io.github.stockroom.bootstrap.testing.Eventually;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A PostgreSQL server with a directory and a port of its own, which stops and fails on demand. Asks for no password.
 */
final class PostgresNode implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Logger log = LoggerFactory.getLogger(PostgresNode.class);

    private final Path directory = RunningService.newDirectory("postgres-").toAbsolutePath();
    private final int port = Ports.free();
    private @Nullable EmbeddedPostgres server;

    /** Starts a new, empty server. */
    static PostgresNode empty() {
        return new PostgresNode().start();
    }

    /** Starts a streaming replica of a server. */
    static PostgresNode replicaOf(PostgresNode primary) {
        PostgresNode replica = new PostgresNode();
        replica.copy(primary);
        return replica.start();
    }

    int port() {
        return port;
    }

    String host() {
        return "127.0.0.1:" + port;
    }

    JdbcClient jdbc(String database) {
        return JdbcClient.create(
                new DriverManagerDataSource("jdbc:postgresql://" + host() + "/" + database, "postgres", "postgres"));
    }

    /** Creates an empty database, and returns its name. */
    String newDatabase() {
        String name = "d" + UUID.randomUUID().toString().replace("-", "");
        jdbc("postgres").sql("create database " + name).update();
        return name;
    }

    /** Returns the number of times that each product is stored. */
    Map<String, Long> names(String database) {
        Map<String, Long> names = new HashMap<>();
        jdbc(database)
                .sql("select product, count(*) from products group by product")
                .query((RowCallbackHandler) row -> names.put(row.getString(1), row.getLong(2)));
        return names;
    }

    /** Returns the settings that lead a service to a database on one or several servers. */
    static Map<String, String> settings(String hosts, String database) {
        return Map.of("DB_HOST", hosts, "DB_NAME", database, "DB_USER", "postgres", "DB_PASSWORD", "postgres");
    }

    PostgresNode start() {
        server = Eventually.get("the server starts", SOON, () -> {
            try {
                return EmbeddedPostgres.builder()
                        .setDataDirectory(directory)
                        .setCleanDataDirectory(false)
                        .setPort(port)
                        // The default of the library loses commits when the server is killed.
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("wal_keep_size", "256MB")
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("wal_sender_timeout", "3s")
                        // Commits wait for the replica, which would pause for 5 s before it connects again.
                        .setServerConfig("wal_retrieve_retry_interval", "200ms")
                        .start();
            } catch (IOException e) {
                log.info("Not started yet: {}", e.toString());
                return null;
            }
        });
        return this;
    }

    /** Stops as for maintenance: sessions are ended, what is committed is written. */
    void stop() {
        try {
            started().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends all its processes (SIGKILL). */
    void kill() {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        Eventually.isTrue("its processes end", SOON, () -> all.stream().noneMatch(ProcessHandle::isAlive));
        stop(); // gives back the lock of its directory
    }

    /** Stops all its processes without ending them: connections stay open, and nothing is answered. */
    void freeze() {
        signal("STOP");
    }

    /** Ends {@link #freeze}. */
    void thaw() {
        signal("CONT");
    }

    /** Makes this replica a server that takes writes. */
    void promote() {
        jdbc("postgres").sql("alter system reset synchronous_standby_names").update();
        jdbc("postgres").sql("select pg_promote(true)").query().singleValue();
    }

    /** Acknowledges no commit from now on before the replica has it; waits until the replica follows. */
    void waitForReplica() {
        Eventually.isTrue(
                "the replica follows",
                SOON,
                () -> jdbc("postgres")
                        .sql("select exists (select from pg_stat_replication where state = 'streaming')")
                        .query(Boolean.class)
                        .single());
        jdbc("postgres").sql("alter system set synchronous_standby_names = '*'").update();
        jdbc("postgres").sql("select pg_reload_conf()").query().singleValue();
    }

    /** Starts this server, which failed, as a replica of the one that took its place. */
    void rejoin(PostgresNode primary) {
        copy(primary);
        start();
    }

    @Override
    public void close() {
        kill();
    }

    private EmbeddedPostgres started() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server;
    }

    private void signal(String name) {
        for (ProcessHandle process : processes()) {
            Daemon.run("kill", "-" + name, Long.toString(process.pid()));
        }
    }

    private List<ProcessHandle> processes() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(directory.resolve("postmaster.pid")).get(0));
            return ProcessHandle.of(pid)
                    .map(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants())
                            .toList())
                    .orElse(List.of());
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a base backup of a running server, as pg_basebackup does, which does not come with the binaries. */
    private void copy(PostgresNode primary) {
        var session = new SingleConnectionDataSource(
                "jdbc:postgresql://" + primary.host() + "/postgres", "postgres", "postgres", true);
        JdbcClient jdbc = JdbcClient.create(session);
        try {
            jdbc.sql("select pg_backup_start('replica', true)").query().singleValue();
            delete(directory);
            copyFiles(primary.directory, directory);
            Map<String, Object> stop =
                    jdbc.sql("select labelfile from pg_backup_stop()").query().singleRow();
            Files.writeString(directory.resolve("backup_label"), (String) stop.get("labelfile"));
            Files.writeString(directory.resolve("standby.signal"), "");
            Files.writeString(
                    directory.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=127.0.0.1 port=" + primary.port + " user=postgres'\n");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            session.destroy();
        }
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (!visited.equals(directory)) {
                    Files.delete(visited);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(visited));
                if (Files.notExists(copy)) {
                    Files.createDirectory(
                            copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.getFileName().toString().startsWith("postmaster.")) {
                    Files.copy(file, to.resolve(from.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // the server removed it meanwhile
                }
                throw failure;
            }
        });
    }
}
