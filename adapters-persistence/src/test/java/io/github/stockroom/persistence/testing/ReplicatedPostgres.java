package io.github.stockroom.persistence.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A PostgreSQL server and a streaming replica of it, for one caller alone, who closes them. */
public final class ReplicatedPostgres implements AutoCloseable {

    private static final String SUPERUSER = "postgres";

    private final Path directory;
    private final EmbeddedPostgres primary;
    private EmbeddedPostgres replica;

    private ReplicatedPostgres(Path directory, EmbeddedPostgres primary, EmbeddedPostgres replica) {
        this.directory = directory;
        this.primary = primary;
        this.replica = replica;
    }

    /** The binaries have no {@code pg_basebackup}: the replica starts from the files of the stopped primary. */
    public static ReplicatedPostgres start() {
        try {
            Path directory = Files.createTempDirectory("stockroom-replicated-");
            Path first = directory.resolve("primary");
            Path second = directory.resolve("replica");
            int port;
            try (EmbeddedPostgres fresh = server(first).start()) {
                port = fresh.getPort();
            }
            copy(first, second);
            Files.createFile(second.resolve("standby.signal"));
            Files.writeString(
                    second.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=localhost port=" + port + " user=" + SUPERUSER + "'\n",
                    StandardOpenOption.APPEND);
            EmbeddedPostgres primary = server(first).setPort(port).start();
            return new ReplicatedPostgres(directory, primary, server(second).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings under which the service finds the primary. */
    public Map<String, String> environment() {
        return Map.of(
                "DB_HOST", "localhost",
                "DB_PORT", Integer.toString(primary.getPort()),
                "DB_NAME", SUPERUSER,
                "DB_USER", SUPERUSER,
                "DB_PASSWORD", SUPERUSER);
    }

    /** The port of the replica, on this machine. */
    public int replicaPort() {
        return replica.getPort();
    }

    /** Lets the replica fall behind. */
    public void pauseReplay() {
        onReplica("select pg_wal_replay_pause()");
    }

    /** Lets the replica catch up. */
    public void resumeReplay() {
        onReplica("select pg_wal_replay_resume()");
    }

    /** Stops the replica, whose connections break. */
    public void stopReplica() {
        try {
            replica.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the replica again, on the same port. */
    public void startReplica() {
        try {
            replica = server(directory.resolve("replica"))
                    .setPort(replica.getPort())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            replica.close();
            primary.close();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void onReplica(String query) {
        JdbcClient.create(replica.getPostgresDatabase()).sql(query).query().singleRow();
    }

    private static EmbeddedPostgres.Builder server(Path data) {
        return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
