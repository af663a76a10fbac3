package io.github.stockroom.bootstrap.testing;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** MariaDB of Debian ({@code apt-get install mariadb-server}) in a directory of its own, on a free port. */
public final class MariaDbServer implements AutoCloseable {

    private static final Path SERVER = Path.of("/usr/sbin/mariadbd");
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final int port;
    private int databases;

    private MariaDbServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @throws IllegalStateException if MariaDB is not installed */
    public static MariaDbServer start() throws IOException, InterruptedException {
        if (!Files.isExecutable(SERVER)) {
            throw new IllegalStateException("MariaDB is not installed: apt-get install mariadb-server");
        }
        Path directory = RunningService.newDirectory("mariadb-").toAbsolutePath();
        String data = "--datadir=" + directory.resolve("data");
        Process installed = run(
                directory,
                List.of(
                        "mariadb-install-db",
                        "--no-defaults",
                        data,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        "--user=" + System.getProperty("user.name")));
        if (!installed.waitFor(START.toSeconds(), TimeUnit.SECONDS) || installed.exitValue() != 0) {
            throw new IllegalStateException("mariadb-install-db failed, see " + directory.resolve("log"));
        }
        int port = freePort();
        Process process = run(
                directory,
                List.of(
                        SERVER.toString(),
                        "--no-defaults",
                        data,
                        "--user=" + System.getProperty("user.name"),
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--socket=" + directory.resolve("socket")));
        var server = new MariaDbServer(process, port);
        Eventually.isTrue("MariaDB answers", START, server::answers);
        return server;
    }

    /** A new database with the tables of a replaced system. */
    public OldDatabase database(String system) throws SQLException {
        String name = "old" + databases++;
        try (var connection = DriverManager.getConnection(url("mysql"), "root", "");
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " character set utf8mb4");
            statement.execute("create or replace user reader@'127.0.0.1' identified by 'correct horse'");
            statement.execute("grant all on *.* to reader@'127.0.0.1'");
        }
        return OldDatabase.open(OldDatabase.Kind.MARIADB, system, url(name), "reader", "correct horse", () -> {});
    }

    private boolean answers() {
        try (var connection = DriverManager.getConnection(url("mysql"), "root", "")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false; // not yet
        }
    }

    private String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
    }

    private static Process run(Path directory, List<String> command) throws IOException {
        File log = directory.resolve("log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
