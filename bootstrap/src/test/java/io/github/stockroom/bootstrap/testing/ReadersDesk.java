package io.github.stockroom.bootstrap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sqlite.JDBC;

/**
 * The place of a reader of the documents: a shell in a directory with the jar where the repository has it, and the
 * files and databases of which the documents speak.
 */
public final class ReadersDesk implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(120);

    /** A command that serves until it is stopped. */
    private static final Pattern SERVICE =
            Pattern.compile("(\\w+=('[^']*'|\\S*) )*(\\./run|java -jar \\S+/stockroom\\.jar)");

    private final Path directory = RunningService.newDirectory("reader-").toAbsolutePath();
    private final BashSession shell = new BashSession(directory);
    private final OwnDatabase postgres = DatabaseKind.POSTGRESQL.create();
    private final int port;
    private String section = "";

    public ReadersDesk() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path jar =
                Files.createDirectories(directory.resolve("bootstrap/target")).resolve("stockroom.jar");
        Files.createSymbolicLink(jar, Path.of(System.getProperty("stockroom.jar")));
        // Starts in half the time.
        script("bin/java", System.getProperty("java.home") + "/bin/java -XX:TieredStopAtLevel=1");
        script("run", "java -jar bootstrap/target/stockroom.jar");
        shell.run("PATH=$PWD/bin:$PATH");
        set("SERVER_PORT", Integer.toString(port));
        set("STOCKROOM_SHUTDOWN_GRACE", "0s");
    }

    private void script(String name, String command) throws IOException {
        Path script = directory.resolve(name);
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/bin/sh\nexec " + command + " \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    public void set(String variable, String value) {
        shell.set(variable, value);
    }

    /** Returns text of a document with the port and the directories of this test. */
    public String placed(String text) {
        return text.replace("localhost:8000", "localhost:" + port)
                .replaceAll("(?<![\\w/])/(backups|tmp)/", Matcher.quoteReplacement(directory + "/"));
    }

    /** Runs a command to its end, or, if it serves, until it does. */
    public BashSession.Result run(String command) {
        String placed = placed(command);
        if (!SERVICE.matcher(placed).matches()) {
            return shell.run(placed);
        }
        stopService();
        var started = shell.run(placed + " > service.txt 2>&1 & SERVICE=$!");
        Eventually.isTrue(
                command + " serves; see " + directory.resolve("service.txt"),
                START,
                () -> shell.run("curl -sf localhost:" + port + "/ht").exitCode() == 0);
        return started;
    }

    private void stopService() {
        shell.run("[ -z \"$SERVICE\" ] || { kill $SERVICE; wait $SERVICE; }; SERVICE=");
    }

    /** Gives what a section of a document takes for granted. */
    public void prepare(DocumentedCommand command) throws Exception {
        if (!command.section().equals(section)) {
            section = command.section();
            prepareSection();
        }
        if (command.text().startsWith("mv data ")) {
            stopService();
        }
    }

    private void prepareSection() throws Exception {
        switch (section) {
            case "Run on PostgreSQL" -> {
                postgres.settings().forEach(this::set);
                set("STOCKROOM_JWT_SECRET", Tokens.SECRET);
            }
            case "Back up the embedded database" -> {
                shell.run("unset ${!DB_*}");
                set("STOCKROOM_ADMIN_PASSWORD", Tokens.ADMIN_PASSWORD);
                run("./run");
                var http = new Http("http://localhost:" + port);
                Tokens.createUser(http, "user");
                Tokens.createUser(http, "user");
                http.post("/api/items", table(2_000), "Content-Type: text/csv");
            }
            case "Move" -> prepareMove();
            default -> Files.writeString(directory.resolve("FILE.csv"), table(2));
        }
    }

    private static String table(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> "Apple " + i + "," + i + "\n")
                .collect(Collectors.joining("", "product,price\n", ""));
    }

    /** The driver, and databases of two replaced systems, one with prices that are not valid. */
    private void prepareMove() throws Exception {
        Path driver = Path.of(
                JDBC.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Files.createSymbolicLink(directory.resolve(driver.getFileName()), driver);
        try (OldDatabase django = oldDatabase("django", "db.sqlite3");
                OldDatabase fastapi = oldDatabase("fastapi", "tracker.db")) {
            OldRows.django(django);
            django.execute("update items_item set price = -1 where id in (16, 91)");
            OldRows.fastapi(fastapi);
        }
    }

    private OldDatabase oldDatabase(String system, String file) {
        return OldDatabase.open(
                OldDatabase.Kind.SQLITE, system, "jdbc:sqlite:" + directory.resolve(file), null, null, () -> {});
    }

    @Override
    public void close() {
        stopService();
        shell.close();
        postgres.close();
    }
}
