package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Verifies that other users of the machine read neither data nor logs. */
@DisabledOnOs(OS.WINDOWS)
class PrivateFilesTest {

    private final List<String> warnings = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void theEmbeddedDatabaseIsForItsOwnerAlone() throws IOException {
        Path data = directory.resolve("new").resolve("data");
        try (var service = RunningService.start(on(data))) {
            assertThat(service.http().get("/ht").status()).isEqualTo(200);
            assertPrivate(data);
        }
        assertPrivate(data);
    }

    /** As versions before left it. */
    @Test
    void anEmbeddedDatabaseThatWasOpenIsClosedAtTheStart() throws IOException {
        Path data = directory.resolve("data");
        RunningService.start(on(data)).close();
        set(data, "rwxr-xr-x");
        set(data.resolve("stockroom.mv.db"), "rw-r--r--");
        try (var service = RunningService.start(on(data))) {
            assertThat(service.http().get("/ht").status()).isEqualTo(200);
            assertPrivate(data);
        }
    }

    @Test
    void aDirectoryWithFilesOfOthersStaysAsItIs() throws IOException {
        Path shared = Files.createDirectory(directory.resolve("shared"));
        set(shared, "rwxrwxr-x");
        Path others = Files.createFile(shared.resolve("notes.txt"));
        Path linked = Files.createSymbolicLink(shared.resolve("stockroom.link"), others);
        set(others, "rw-rw-r--");
        Path own = Files.createFile(shared.resolve("stockroom.mv.db"));
        set(own, "rw-r--r--");
        PrivateFiles files = PrivateFiles.data(shared, warnings::add);
        files.prepare();
        files.tighten();
        assertThat(permissions(shared)).isEqualTo("rwxrwxr-x");
        assertThat(permissions(others)).isEqualTo("rw-rw-r--");
        assertThat(permissions(linked)).isEqualTo("rw-rw-r--");
        assertThat(permissions(own)).isEqualTo("rw-------");
        assertThat(warnings).singleElement().asString().contains("shared", "holds other files");
    }

    @Test
    void logsAreForTheOwnerAndItsGroup() throws IOException {
        Path logs = directory.resolve("logs");
        PrivateFiles files = PrivateFiles.logs(logs, warnings::add);
        files.prepare();
        assertThat(permissions(logs)).isEqualTo("rwxr-x---");
        Path log = Files.createFile(logs.resolve("stockroom.log"));
        Path rolled = Files.createFile(logs.resolve("stockroom.2026-11-26.0.log.gz"));
        Path strict = Files.createFile(logs.resolve("stockroom.strict"));
        set(log, "rw-r--r--");
        set(rolled, "rw-rw-rw-");
        set(strict, "rw-------");
        files.tighten();
        assertThat(permissions(log)).isEqualTo("rw-r-----");
        assertThat(permissions(rolled)).isEqualTo("rw-r-----");
        assertThat(permissions(strict)).as("nothing is given").isEqualTo("rw-------");
        assertThat(warnings).isEmpty();
    }

    @Test
    void rejectedRowsAreForWhoeverImports() throws IOException {
        Path rejected = directory.resolve("file.csv.rejected");
        try (OutputStream out = PrivateFiles.newOutputStream(rejected)) {
            out.write("first".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(permissions(rejected)).isEqualTo("rw-------");
        try (OutputStream out = PrivateFiles.newOutputStream(rejected)) {
            out.write('2');
        }
        assertThat(rejected).hasContent("2");
    }

    private static OwnDatabase on(Path data) {
        return new OwnDatabase(Map.of("stockroom.data-dir", data.toString()), () -> {});
    }

    private static void assertPrivate(Path data) throws IOException {
        assertThat(permissions(data)).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files.toList())
                    .isNotEmpty()
                    .allSatisfy(file ->
                            assertThat(permissions(file)).as(file.toString()).isEqualTo("rw-------"));
        }
    }

    private static void set(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
