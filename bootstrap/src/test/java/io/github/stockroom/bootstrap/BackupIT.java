package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.Eventually;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import io.github.stockroom.persistence.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code java -jar stockroom.jar backup} and {@code restore}, in processes beside the service. */
class BackupIT {

    private static final int WRITERS = 3;
    private static final int ROWS_AT_ONCE = 7;
    private static final int COPIES = 2;

    private final Path directory = RunningService.newDirectory("backup-").toAbsolutePath();
    private final Path backup = directory.resolve("stockroom.backup");

    @Test
    void holdsEveryWriteThatWasAcknowledgedBeforeItBegan() throws Exception {
        ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        List<Set<String>> acknowledgedBefore = new ArrayList<>();
        try (ServiceProcess service = ServiceProcess.in(directory).serving()) {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String name = "writer " + writer + " write ";
                running.add(writers.submit(() -> {
                    for (int write = 0; !enough.get(); write++) {
                        assertThat(post(service, name + write).status()).isEqualTo(201);
                        acknowledged.add(name + write);
                    }
                }));
            }
            for (int copy = 1; copy <= COPIES; copy++) {
                int more = acknowledged.size() + 200;
                Eventually.isTrue("clients write", Duration.ofSeconds(30), () -> acknowledged.size() >= more);
                acknowledgedBefore.add(new HashSet<>(acknowledged));
                assertThat(run(directory, "backup", backup + "." + copy)
                                .required("backup")
                                .stringValue())
                        .isEqualTo(backup + "." + copy);
            }
            enough.set(true);
            for (Future<?> writer : running) {
                writer.get();
            }
        } finally {
            writers.shutdownNow();
        }
        for (int copy = 1; copy <= COPIES; copy++) {
            assertRestored(Path.of(backup + "." + copy), acknowledgedBefore.get(copy - 1));
        }
    }

    @Test
    void copiesAStoppedDatabaseForItsOwnerAlone() throws IOException {
        importOneProduct();

        JsonNode summary = run(directory, "backup", backup.toString());

        assertThat(summary.required("schema").stringValue()).isEqualTo("records-2-text-order");
        assertThat(summary.required("rows").required("products").intValue()).isOne();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        assertThat(refused(directory, "backup", backup.toString())).contains("is there already");
        assertThat(refused(directory, "restore", backup.toString())).contains("is there already");
        try (var files = Files.list(directory)) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".mv.db"));
        }
    }

    @Test
    void restoresNothingFromADamagedFile() throws IOException {
        importOneProduct();
        run(directory, "backup", backup.toString());
        byte[] bytes = Files.readAllBytes(backup);
        Files.write(backup, new byte[bytes.length - 8_192], StandardOpenOption.WRITE);
        Path other = RunningService.newDirectory("restored-").toAbsolutePath();

        assertThat(refused(other, "restore", backup.toString())).contains("restore: The ");

        assertThat(DatabaseAddress.h2File(other.resolve("data"))).doesNotExist();
    }

    @Test
    void namesTheToolsOfPostgres() {
        String printed = refused(directory, "backup", backup.toString(), "--stockroom.database.host=localhost");

        assertThat(printed).contains("pg_dump");
        assertThat(backup).doesNotExist();
    }

    private static Reply post(ServiceProcess service, String name) {
        String rows = "[" + (Products.json(name, 1) + ",").repeat(ROWS_AT_ONCE - 1) + Products.json(name, 1) + "]";
        return service.http().post(Products.PATH, rows);
    }

    /** All rows of a write are there or none, and the service works on what was restored. */
    private static void assertRestored(Path backup, Set<String> acknowledged) {
        Path restored = RunningService.newDirectory("restored-").toAbsolutePath();
        int rows = run(restored, "restore", backup.toString())
                .required("rows")
                .required("products")
                .intValue();
        try (ServiceProcess service = ServiceProcess.in(restored).serving()) {
            List<String> names = new ArrayList<>();
            service.http()
                    .get(Products.PATH)
                    .json()
                    .forEach(product -> names.add(product.required("product").stringValue()));
            assertThat(names)
                    .hasSize(rows)
                    .hasSize(ROWS_AT_ONCE * Set.copyOf(names).size());
            assertThat(Set.copyOf(names)).containsAll(acknowledged);
            assertThat(post(service, "after").status()).isEqualTo(201);
        }
    }

    private void importOneProduct() throws IOException {
        Path csv = Files.writeString(directory.resolve("given.csv"), "product,price\r\nApple,1\r\n");
        run(directory, "import", "products", csv.toString());
    }

    private static JsonNode run(Path directory, String... arguments) {
        try (ServiceProcess command = ended(directory, arguments)) {
            assertThat(command.awaitExit(Duration.ZERO)).as(command.printed()).isZero();
            List<String> lines = command.answered().lines().toList();
            return new JsonMapper().readTree(lines.get(lines.size() - 1));
        }
    }

    private static String refused(Path directory, String... arguments) {
        try (ServiceProcess command = ended(directory, arguments)) {
            assertThat(command.awaitExit(Duration.ZERO)).as(command.printed()).isOne();
            return command.printed();
        }
    }

    /** Runs a command on the database of a directory; what it prints does not mix with what the service does. */
    private static ServiceProcess ended(Path directory, String... arguments) {
        ServiceProcess.Builder command = ServiceProcess.inNewDirectory();
        List.of(arguments).forEach(command::argument);
        command.argument("--stockroom.data-dir=" + directory.resolve("data"));
        return command.ended();
    }
}
