package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code java -jar stockroom.jar import}, on the embedded database of a directory. */
class ImportIT {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void importsUntilSomebodyServes() throws IOException {
        Path directory = RunningService.newDirectory("import-").toAbsolutePath();
        Path good = Files.writeString(directory.resolve("good.csv"), "product,price\nApple,1\n\"Pear, red\",2\n");
        Path bad = Files.writeString(
                directory.resolve("bad.ndjson"),
                "{\"product\":\"Plum\",\"price\":3}\n{\"product\":\"Fig\",\"price\":-1}\n\n{\n{\"product\":\"Kiwi\",\"price\":4}\n");

        try (ServiceProcess done =
                importing(directory, "products", good.toString()).ended()) {
            assertSummary(done, 0, 2, 2, 0);
        }
        try (ServiceProcess failed =
                importing(directory, "products", bad.toString()).ended()) {
            assertSummary(failed, 1, 2, 0, 1);
            assertThat(failed.printed())
                    .contains(
                            "import: line 2: price: Ensure this value is greater than or equal to 0; nothing was written");
        }
        Path rejected = directory.resolve("rejected");
        try (ServiceProcess done = importing(
                        directory,
                        "products",
                        "-",
                        "--format",
                        "ndjson",
                        "--skip-bad",
                        "--rejected",
                        rejected.toString())
                .input(bad)
                .ended()) {
            assertSummary(done, 0, 4, 2, 2);
        }
        assertThat(Files.readAllLines(rejected).stream().map(JSON::readTree).toList())
                .extracting(
                        row -> row.required("line").intValue(),
                        row -> row.required("row").stringValue())
                .containsExactly(tuple(2, "{\"product\":\"Fig\",\"price\":-1}"), tuple(4, "{"));

        try (ServiceProcess service = ServiceProcess.in(directory).serving();
                ServiceProcess refused = importing(RunningService.newDirectory("import-"), "products", good.toString())
                        .with("STOCKROOM_DATA_DIR", directory.resolve("data").toString())
                        .ended()) {
            assertThat(service.http().get(Products.PATH).column("product"))
                    .containsExactly("Apple", "Pear, red", "Plum", "Kiwi");
            assertThat(refused.awaitExit(Duration.ZERO)).isEqualTo(1);
            assertThat(refused.printed())
                    .contains("is in use by another process")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void saysHowItIsToBeCalled() {
        try (ServiceProcess misused = importing(RunningService.newDirectory("import-"), "ships", "x.csv")
                .ended()) {
            assertThat(misused.awaitExit(Duration.ZERO)).isEqualTo(2);
            assertThat(misused.printed()).contains("there are no ships", "usage: ");
            assertThat(misused.answered()).isEmpty();
        }
    }

    @Test
    @Tag("slow")
    void importsAMillionProductsInLittleMemory() throws IOException {
        Path directory = RunningService.newDirectory("import-").toAbsolutePath();
        Path file = directory.resolve("million.csv");
        try (BufferedWriter csv = Files.newBufferedWriter(file)) {
            csv.write("product,price\n");
            for (int i = 0; i < 1_000_000; i++) {
                csv.write("Apple number " + i + "," + i + "\n");
            }
        }
        try (ServiceProcess done = importing(directory, "products", file.toString())
                .option("-Xmx256m")
                .within(Duration.ofMinutes(5))
                .ended()) {
            assertSummary(done, 0, 1_000_000, 1_000_000, 0);
        }
    }

    private static ServiceProcess.Builder importing(Path directory, String... arguments) {
        ServiceProcess.Builder builder = ServiceProcess.in(directory).argument("import");
        List.of(arguments).forEach(builder::argument);
        return builder;
    }

    /** The last run in this directory. */
    private static void assertSummary(ServiceProcess run, int exit, int read, int created, int rejected) {
        assertThat(run.awaitExit(Duration.ZERO)).as(run.printed()).isEqualTo(exit);
        List<String> lines = run.answered().lines().toList();
        JsonNode summary = JSON.readTree(lines.get(lines.size() - 1));
        assertThat(summary.propertyNames()).containsExactly("resource", "read", "created", "rejected", "seconds");
        assertThat(summary.required("resource").stringValue()).isEqualTo("products");
        assertThat(summary.required("read").intValue()).isEqualTo(read);
        assertThat(summary.required("created").intValue()).isEqualTo(created);
        assertThat(summary.required("rejected").intValue()).isEqualTo(rejected);
    }
}
