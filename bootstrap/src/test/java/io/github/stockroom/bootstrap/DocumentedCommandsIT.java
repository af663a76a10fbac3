package io.github.stockroom.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The commands with {@code curl} that the documents show are run as a reader would, one after the other on a fresh
 * service, and print what the documents show. Needs {@code bash} and {@code curl}.
 */
@Tag("slow")
class DocumentedCommandsIT {

    private static final Pattern BLOCK = Pattern.compile("(?m)^```console\\n([\\s\\S]*?)^```");

    /** A command, which may go on behind a backslash, and what it prints. */
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ ((?:.*\\\\\\n)*.*)\\n((?:(?!\\$ ).*\\n)*)");

    /** {@code ACCESS=eyJ… # access of that response}. */
    private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)=\\S*…\\s+# (\\w+) of that response");

    private final Map<String, String> variables =
            new HashMap<>(Map.of("STOCKROOM_ADMIN_PASSWORD", Tokens.ADMIN_PASSWORD));
    private final SoftAssertions pages = new SoftAssertions();
    private String last = "";

    @ParameterizedTest
    @CsvSource({
        "README.md, ## Five requests, /api/items",
        "docs/getting-started.md, # Getting started, /api/items /api/v1/movie"
    })
    void printWhatThePageShows(String page, String heading, String paths) throws Exception {
        String text = Files.readString(Path.of("..", page));
        String section = text.substring(text.indexOf(heading + "\n"));
        List<MatchResult> commands = BLOCK.matcher(section)
                .results()
                .flatMap(block -> COMMAND.matcher(block.group(1)).results())
                .toList();

        assertThat(paths.split(" "))
                .allSatisfy(path -> assertThat(commands)
                        .as(path)
                        .anyMatch(command -> command.group(1).contains(path)));
        try (var service = RunningService.start(DatabaseKind.H2)) {
            for (MatchResult command : commands) {
                run(command.group(1), command.group(2).strip(), service.port());
            }
        }
        pages.assertAll();
    }

    private void run(String command, String shown, int port) throws IOException, InterruptedException {
        Matcher assignment = ASSIGNMENT.matcher(command);
        if (assignment.matches()) {
            variables.put(
                    assignment.group(1),
                    new JsonMapper()
                            .readTree(last)
                            .required(assignment.group(2))
                            .asString());
            return;
        }
        var bash = new ProcessBuilder("bash", "-c", command.replace("localhost:8000", "localhost:" + port));
        bash.environment().putAll(variables);
        Process process = bash.redirectErrorStream(true).start();
        process.getOutputStream().close();
        last = new String(process.getInputStream().readAllBytes(), UTF_8)
                .replace("\r", "")
                .strip();

        pages.assertThat(process.waitFor()).as(command + "\n" + last).isZero();
        pages.assertThat(last).as(command).matches(pattern(shown));
    }

    /** {@code …} stands for anything, with the beginning of an id or a token in front of it, and so does a time. */
    private static Pattern pattern(String shown) {
        return Pattern.compile(
                Stream.of(shown.split("[\\w-]*…|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }
}
