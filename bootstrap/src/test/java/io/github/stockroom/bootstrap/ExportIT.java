package io.github.stockroom.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code java -jar stockroom.jar export}, on the embedded database of a directory. */
class ExportIT {

    @Test
    void whatIsExportedCanBeImportedAgain() throws IOException {
        Path first = RunningService.newDirectory("export-").toAbsolutePath();
        Path second = RunningService.newDirectory("export-").toAbsolutePath();
        String csv = "id,product,price\r\n1,Apple,1\r\n2,\"Pear, \"\"red\"\"\r\nor not\",2\r\n3,=1+1,3\r\n";
        Path file = Files.writeString(first.resolve("given.csv"), csv);
        run(first, "import", "products", file.toString());

        Path exported = first.resolve("products.csv");
        assertSummary(run(first, "export", "products", exported.toString()), 3);
        assertThat(Files.readString(exported)).isEqualTo(csv);
        assertThat(run(first, "export", "products")).endsWith("}\n" + csv);
        run(second, "import", "products", exported.toString());
        Path again = second.resolve("products.csv");
        assertSummary(run(second, "export", "products", again.toString()), 3);

        assertThat(again).hasSameBinaryContentAs(exported);
        assertThat(files(second)).contains("products.csv").noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void saysHowItIsToBeCalled() {
        try (ServiceProcess misused = exporting(RunningService.newDirectory("export-"), "products", "x.txt")
                .ended()) {
            assertThat(misused.awaitExit(Duration.ZERO)).isEqualTo(2);
            assertThat(misused.printed()).contains("--format is csv or ndjson", "usage: ");
            assertThat(misused.answered()).isEmpty();
        }
    }

    @Test
    @Tag("slow")
    void aMillionProductsComeOutAsTheyWentInInLittleMemory() throws IOException {
        Path directory = RunningService.newDirectory("export-").toAbsolutePath();
        Path given = directory.resolve("given.csv");
        try (BufferedWriter csv = Files.newBufferedWriter(given, UTF_8)) {
            csv.write("id,product,price\r\n");
            for (int i = 1; i <= 1_000_000; i++) {
                csv.write(i + ",Apple number " + i + "," + i + "\r\n");
            }
        }
        run(directory, "import", "products", given.toString());
        Path exported = directory.resolve("exported.csv");
        assertSummary(run(directory, "export", "products", exported.toString()), 1_000_000);
        assertThat(Files.mismatch(given, exported)).isEqualTo(-1);
    }

    /** @return what it answered */
    private static String run(Path directory, String command, String... arguments) {
        ServiceProcess.Builder builder = ServiceProcess.in(directory).argument(command);
        List.of(arguments).forEach(builder::argument);
        try (ServiceProcess process =
                builder.option("-Xmx256m").within(Duration.ofMinutes(5)).ended()) {
            assertThat(process.awaitExit(Duration.ZERO)).as(process.printed()).isZero();
            return process.answered();
        }
    }

    private static ServiceProcess.Builder exporting(Path directory, String... arguments) {
        ServiceProcess.Builder builder = ServiceProcess.in(directory).argument("export");
        List.of(arguments).forEach(builder::argument);
        return builder;
    }

    private static void assertSummary(String answered, int exported) {
        List<String> lines = answered.lines().toList();
        JsonNode summary = new JsonMapper().readTree(lines.get(lines.size() - 1));
        assertThat(summary.propertyNames()).containsExactly("resource", "exported", "seconds");
        assertThat(summary.required("exported").intValue()).isEqualTo(exported);
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
