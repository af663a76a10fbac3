package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DocumentedCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Scripts, Maven profiles, tests and properties of tests that the code on the pages names. */
class DocumentedNamesTest {

    private static final Path ROOT = Path.of("..");

    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\\n]+`");
    private static final Pattern PATH = Pattern.compile(
            "(?m)(?:^|[\\s`(])((?:\\.{1,2}/|\\.ci/|bench/|infra/|examples/|clients/)(?![\\w./-]*(?:target|dist|data))[\\w./-]*\\w)");
    private static final Pattern PROFILE = Pattern.compile("\\s-P(\\w+)");
    private static final Pattern TEST = Pattern.compile("(?<![*\\w])([A-Z][a-z]\\w*(?:Test|IT))\\b");
    private static final Pattern PROPERTY = Pattern.compile("-D(stockroom\\.[\\w.]+)");

    @Test
    void scriptsProfilesTestsAndPropertiesExist() throws IOException {
        Set<String> tests = files(".java").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        String poms = contents(files("pom.xml"));
        String code = poms + contents(files("Test.java")) + contents(files("IT.java"));
        for (String page : DocumentedCommand.pages()) {
            Path folder = ROOT.resolve(page).resolveSibling("");
            assertThat(named(PATH, page))
                    .as(page)
                    .allMatch(path -> Files.exists(ROOT.resolve(path)) || Files.exists(folder.resolve(path)));
            assertThat(named(PROFILE, page)).as(page).allMatch(name -> poms.contains("<id>" + name + "</id>"));
            assertThat(named(TEST, page)).as(page).isSubsetOf(tests);
            assertThat(named(PROPERTY, page)).as(page).allMatch(code::contains);
        }
    }

    private static List<String> named(Pattern pattern, String page) throws IOException {
        return CODE.matcher(Files.readString(ROOT.resolve(page)))
                .results()
                .flatMap(code -> pattern.matcher(code.group()).results())
                .map(name -> name.group(1))
                .toList();
    }

    private static List<Path> files(String end) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .filter(file -> !file.toString().matches(".*/(node_modules|target)/.*"))
                    .toList();
        }
    }

    private static String contents(List<Path> files) {
        return files.stream()
                .map(file -> {
                    try {
                        return Files.readString(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .collect(Collectors.joining("\n"));
    }
}
