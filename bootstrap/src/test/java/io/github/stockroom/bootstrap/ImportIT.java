package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
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
            assertSummary(failed, 1, 4, 0, 2);
            assertThat(failed.printed())
                    .contains(
                            "import: line 2: price: Ensure this value is greater than or equal to 0; nothing was written",
                            "import: line 4: Malformed JSON; nothing was written");
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

        assertThat(directory.resolve("rejected.ndjson")).hasContent("{\"product\":\"Fig\",\"price\":-1}\n{\n");

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

    /** A file as Excel writes it: semicolons, Windows-1252, a column without a name, rows without a value. */
    @Test
    void keepsBadRowsByteForByte() throws IOException {
        Path directory = RunningService.newDirectory("import-").toAbsolutePath();
        Charset windows = Charset.forName("windows-1252");
        String names = "Product;Price;;Colour\r\n";
        String noPrice = "Pear;;;red\r\n";
        String quoted = "\"cr\u00e8me \"\"b\"\"\nc\";x;;\r\n";
        Path file = directory.resolve("products.csv");
        Files.writeString(file, "sep=;\r\n" + names + noPrice + "cr\u00e8me;1948;;\r\n;;;\r\n" + quoted, windows);

        try (ServiceProcess strict =
                importing(directory, "products", file.toString(), "--dry-run").ended()) {
            assertThat(strict.awaitExit(Duration.ZERO)).isEqualTo(1);
            assertThat(strict.printed()).contains("Colour: There is no such field");
        }
        try (ServiceProcess undeclared = importing(
                        directory, "products", file.toString(), "--skip-unknown-columns", "--skip-bad", "--dry-run")
                .ended()) {
            assertThat(undeclared.awaitExit(Duration.ZERO)).isZero();
            assertThat(undeclared.printed())
                    .contains("line 3: price: This field is required")
                    .contains("2 rows: This line is not in UTF-8. Save the file as \"CSV UTF-8\"")
                    .contains("first at lines 4, 6");
        }
        Path report = directory.resolve("report.json");
        try (ServiceProcess done = importing(
                        directory,
                        "products",
                        file.toString(),
                        "--skip-unknown-columns",
                        "--skip-bad",
                        "--charset",
                        "windows-1252",
                        "--report",
                        report.toString())
                .ended()) {
            assertThat(done.awaitExit(Duration.ZERO)).as(done.printed()).isZero();
            assertThat(done.answered()).contains("\"read\":3,\"created\":1,\"rejected\":2");
        }
        assertThat(Files.readString(directory.resolve("products.csv.rejected.csv"), windows))
                .isEqualTo("sep=;\r\n" + names + noPrice + quoted);
        assertThat(Files.readAllLines(directory.resolve("products.csv.rejected")).stream()
                        .map(JSON::readTree)
                        .toList())
                .extracting(
                        row -> row.required("line").intValue(),
                        row -> row.required("row").stringValue())
                .containsExactly(tuple(3, noPrice.strip()), tuple(6, quoted.strip()));
        JsonNode mistakes = JSON.readTree(Files.readString(report)).required("mistakes");
        assertThat(mistakes.get(0).toString())
                .isEqualTo(
                        "{\"field\":\"price\",\"code\":\"required\",\"message\":\"This field is required.\",\"rows\":1,\"lines\":[3]}");

        Files.writeString(
                directory.resolve("mended.csv"),
                Files.readString(directory.resolve("products.csv.rejected.csv"), windows)
                        .replace("Pear;;", "Pear;7;")
                        .replace(";x;", ";1990;"),
                windows);
        try (ServiceProcess done = importing(
                        directory,
                        "products",
                        directory.resolve("mended.csv").toString(),
                        "--skip-unknown-columns",
                        "--charset",
                        "cp1252")
                .ended()) {
            assertThat(done.awaitExit(Duration.ZERO)).as(done.printed()).isZero();
        }
        Path export = directory.resolve("export.csv");
        try (ServiceProcess done = ServiceProcess.in(directory)
                .argument("export")
                .argument("products")
                .argument(export.toString())
                .argument("--separator")
                .argument("semicolon")
                .argument("--bom")
                .ended()) {
            assertThat(done.awaitExit(Duration.ZERO)).as(done.printed()).isZero();
        }
        assertThat(Files.readString(export)).startsWith("\ufeffid;product;price\r\n1;cr\u00e8me;1948\r\n2;Pear;7\r\n");
    }

    @Test
    void groupsMistakesByKind() throws IOException {
        Path directory = RunningService.newDirectory("import-").toAbsolutePath();
        Path file = directory.resolve("many.csv");
        Files.writeString(file, "product,price\nApple,1\n" + "Pear,cheap\n".repeat(60_000) + ",2\n");
        try (ServiceProcess dry =
                importing(directory, "products", file.toString(), "--dry-run").ended()) {
            assertThat(dry.awaitExit(Duration.ZERO)).isEqualTo(1);
            assertThat(dry.printed())
                    .contains("60,000 rows: price: A valid integer is required, first at lines 3, 4, 5")
                    .contains("line 60003: product: This field is required");
            assertThat(dry.answered()).contains("\"read\":60002,\"created\":0,\"valid\":1,\"rejected\":60001");
        }
        assertThat(directory.resolve("data")).doesNotExist();
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
