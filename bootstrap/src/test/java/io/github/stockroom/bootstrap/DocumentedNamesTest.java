package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DocumentedCommand;
import io.github.stockroom.bootstrap.testing.RepositoryFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Scripts, Maven profiles, tests and properties of tests that the code on the pages names. */
class DocumentedNamesTest {

    private static final Path ROOT = RepositoryFiles.ROOT;

    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\\n]+`");
    private static final Pattern PATH = Pattern.compile(
            "(?m)(?:^|[\\s`(])((?:\\.{1,2}/|\\.ci/|bench/|infra/|examples/|clients/)(?![\\w./-]*(?:target|dist|data))[\\w./-]*\\w)");
    private static final Pattern PROFILE = Pattern.compile("\\s-P(\\w+)");
    private static final Pattern TEST = Pattern.compile("(?<![*\\w])([A-Z][a-z]\\w*(?:Test|IT))\\b");
    private static final Pattern PROPERTY = Pattern.compile("-D(stockroom\\.[\\w.]+)");

    @Test
    void scriptsProfilesTestsAndPropertiesExist() {
        Set<String> tests = RepositoryFiles.ending(".java").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        String poms = contents(RepositoryFiles.ending("pom.xml"));
        String code =
                poms + contents(RepositoryFiles.ending("Test.java")) + contents(RepositoryFiles.ending("IT.java"));
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

    private static List<String> named(Pattern pattern, String page) {
        return CODE.matcher(RepositoryFiles.text(ROOT.resolve(page)))
                .results()
                .flatMap(code -> pattern.matcher(code.group()).results())
                .map(name -> name.group(1))
                .toList();
    }

    private static String contents(List<Path> files) {
        return files.stream().map(RepositoryFiles::text).collect(Collectors.joining("\n"));
    }
}
