package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DocumentedCommand;
import io.github.stockroom.bootstrap.testing.ReadersDesk;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The commands that the documents show are run as a reader would, one after the other in one shell, and print what the
 * documents show. Needs {@code bash} and {@code curl}.
 */
class DocumentedCommandsIT {

    private static final List<String> PAGES = List.of(
            "README.md", "docs/getting-started.md", "docs/import-export.md", "docs/moving.md", "docs/operating.md");

    /** The reasons why commands are not run here, by page and beginning. A page or a folder stands for all of it. */
    private static final Map<String, String> NOT_RUN = Map.ofEntries(
            Map.entry("CONTRIBUTING.md: ./new-resource", "compiles for minutes; .ci/own-records runs it"),
            Map.entry("README.md: ./mvnw verify", "runs this test"),
            Map.entry("README.md: ./new-resource", "compiles for minutes; .ci/own-records runs it"),
            Map.entry("README.md: curl -s localhost:8000/api/books", "needs the books of ./new-resource"),
            Map.entry("docs/moving.md: curl -LO", "the driver is in the class path of this test"),
            Map.entry(
                    "docs/moving.md: java -jar bootstrap/target/stockroom.jar migrate-from flask",
                    "MigrateFromMariaDbTest"),
            Map.entry(
                    "docs/moving.md: java -jar bootstrap/target/stockroom.jar migrate-from django --url jdbc:postgresql:",
                    "MigrateFromTest has such a database"),
            Map.entry("docs/operating.md: createdb", "the test has a database"),
            Map.entry("docs/operating.md: createuser", "the test has a database"),
            Map.entry("docs/operating.md: docker", "needs a Docker Engine; .ci/compose runs it"),
            Map.entry("docs/operating.md: export DB_HOST=", "the test has a database"),
            Map.entry("docs/operating.md: export STOCKROOM_JWT_SECRET=", "is for the containers behind it"),
            Map.entry("docs/operating.md: infra/image.sh", "needs a Docker Engine; .ci/run runs it"),
            Map.entry("docs/operating.md: psql", "needs the tools of PostgreSQL; EarlierTextTest does the same"),
            Map.entry("docs/releasing.md", "publishes; .ci/release-dry-run tries what needs no account"),
            Map.entry("docs/resilience.md", "takes minutes; .ci/run runs it"),
            Map.entry("examples/", "starts servers for a browser; the check of each example does, in .ci/run"),
            Map.entry("infra/", "needs an AWS account; infra/check runs it against a simulation"));

    private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)=\\S*…");
    private static final Pattern MEMBER = Pattern.compile("(\\w+) of that response");

    /** {@code …} stands for anything, with the beginning of an id or a token in front of it; so do times. */
    private static final Pattern ANYTHING =
            Pattern.compile("[\\w-]*…|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z|(?<=\"seconds\":)[\\d.]+");

    private final SoftAssertions page = new SoftAssertions();
    private String last = "";

    @Test
    void everyCommandIsRunOrThereIsAReasonWhyNot() {
        List<DocumentedCommand> commands = DocumentedCommand.all();

        assertThat(commands)
                .filteredOn(command -> !PAGES.contains(command.page()))
                .as("run them in this class, or name them in NOT_RUN with the reason")
                .allMatch(DocumentedCommandsIT::isNotRun);
        assertThat(NOT_RUN.keySet())
                .as("reasons that are about a command")
                .allMatch(start -> commands.stream().anyMatch(command -> begins(command, start)));
    }

    /** A command that should end and does not is waited for in a thread of its own. */
    @Tag("slow")
    @Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @ParameterizedTest
    @FieldSource("PAGES")
    void printWhatThePageShows(String name) throws Exception {
        List<DocumentedCommand> commands = DocumentedCommand.of(name).stream()
                .filter(command -> !isNotRun(command))
                .toList();
        assertThat(commands).isNotEmpty();
        try (var desk = new ReadersDesk()) {
            for (DocumentedCommand command : commands) {
                desk.prepare(command);
                run(command, desk);
            }
        }
        page.assertAll();
    }

    private void run(DocumentedCommand command, ReadersDesk desk) {
        var assignment = ASSIGNMENT.matcher(command.text());
        var member = MEMBER.matcher(command.comment());
        if (assignment.matches() && member.matches()) {
            desk.set(
                    assignment.group(1),
                    new JsonMapper().readTree(last).required(member.group(1)).asString());
            return;
        }
        var result = desk.run(command.text());
        last = result.output();
        int exitCode = command.shown().contains("\"outcome\":\"failed\"") ? 1 : 0;
        page.assertThat(result.exitCode()).as(command + "\n" + last).isEqualTo(exitCode);
        if (!command.shown().isEmpty()) {
            page.assertThat(last).as(command.toString()).matches(pattern(desk.placed(command.shown())));
        }
    }

    private static Pattern pattern(String shown) {
        return Pattern.compile(
                Stream.of(ANYTHING.split(shown, -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }

    private static boolean isNotRun(DocumentedCommand command) {
        return NOT_RUN.keySet().stream().anyMatch(start -> begins(command, start));
    }

    private static boolean begins(DocumentedCommand command, String start) {
        return (command.page() + ": " + command.text()).startsWith(start);
    }
}
