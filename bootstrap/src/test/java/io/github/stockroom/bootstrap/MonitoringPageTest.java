package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.rest.audit.AuditEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on monitoring names every metric, audit event and warning that there is, and no other. */
class MonitoringPageTest {

    private static final Path ROOT = Path.of("..");

    /** Exposed beside a replica only, by {@link ReaderConfiguration}. */
    private static final String OF_A_REPLICA = "stockroom_database_reader_lag_seconds";

    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    /** A name in the first column; {@code *} stands for all that begin so. */
    private static final Pattern METRIC = Pattern.compile("`([a-z_]+\\*?)`");

    /** A call of the logger with its message, which may be put together from several literals. */
    private static final Pattern WARNING =
            Pattern.compile("log\\s*\\.(?:warn|error)\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\+?\\s*)*)");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void namesEveryMetricAndNoOther() throws IOException {
        DatabaseKind.H2.service().http().get("/ht");
        String exposed =
                DatabaseKind.H2.service().http().get("/actuator/prometheus").text();
        // The greatest value of a summary or histogram is a metric of its own.
        Set<String> metrics = TYPE.matcher(exposed)
                .results()
                .map(type ->
                        type.group(1).replaceFirst("_seconds_max$", "_seconds").replaceFirst("_bytes_max$", "_bytes"))
                .collect(Collectors.toSet());
        metrics.add(OF_A_REPLICA);

        List<Pattern> named = firstColumn("## Metrics")
                .flatMap(cell -> METRIC.matcher(cell).results())
                .map(name -> Pattern.compile(name.group(1).replace("*", ".+")))
                .toList();

        assertThat(metrics)
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(named)
                        .as(metric)
                        .anyMatch(name -> name.matcher(metric).matches()));
        assertThat(named)
                .allSatisfy(name -> assertThat(metrics)
                        .as(name.pattern())
                        .anyMatch(metric -> name.matcher(metric).matches()));
    }

    @Test
    void theDiskIsThatOfTheEmbeddedDatabase(@TempDir Path directory) {
        var database = new OwnDatabase(Map.of("stockroom.data-dir", directory.toString()), () -> {});
        try (var service = RunningService.start(database)) {
            assertThat(service.http().get("/actuator/prometheus").text())
                    .contains("disk_total_bytes{path=\"" + directory + "\"}");
        }
    }

    @Test
    void namesEveryChangeOfAccountsThatIsLogged() throws IOException {
        String row = section("### Changes of accounts")
                .lines()
                .filter(line -> line.startsWith("| `event`"))
                .findFirst()
                .orElseThrow();
        assertThat(CODE.matcher(row).results().map(code -> code.group(1)).skip(1))
                .containsExactlyInAnyOrder(
                        Arrays.stream(AuditEvent.values()).map(AuditEvent::code).toArray(String[]::new));
    }

    @Test
    void namesEveryWarningAndNoOther() throws IOException {
        List<String> named = firstColumn("### Warnings and errors")
                .flatMap(cell -> CODE.matcher(cell).results())
                .map(code -> code.group(1))
                .toList();
        assertThat(named).containsExactlyInAnyOrderElementsOf(warnings());
    }

    private static Set<String> warnings() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
                    .filter(file -> !file.startsWith(ROOT.resolve("bench")))
                    .flatMap(file -> WARNING.matcher(read(file)).results())
                    .map(MonitoringPageTest::message)
                    .collect(Collectors.toSet());
        }
    }

    private static String message(MatchResult call) {
        return LITERAL.matcher(call.group(1))
                .results()
                .map(literal -> literal.group(1))
                .collect(Collectors.joining())
                .replace("{}", "…");
    }

    private static Stream<String> firstColumn(String heading) throws IOException {
        return section(heading).lines().filter(line -> line.startsWith("| `")).map(line -> line.split("\\|")[1]);
    }

    private static String section(String heading) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/monitoring.md"));
        String level = heading.substring(0, heading.indexOf(' '));
        String behind = page.substring(page.indexOf(heading + "\n") + heading.length());
        return behind.split("(?m)^#{1," + level.length() + "} ")[0];
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
