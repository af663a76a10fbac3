package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.RepositoryFiles;
import io.github.stockroom.domain.access.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents of the repository: their links lead somewhere, and the page of settings names what there is. */
class DocumentsTest {

    private static final Path ROOT = Path.of("..");
    private static final Path SETTINGS = ROOT.resolve("docs/settings.md");

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE_BLOCK = Pattern.compile("^```.*?^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final Pattern VARIABLE = Pattern.compile("`((?:STOCKROOM|DB)_[A-Z0-9_]+)`|`…(_[A-Z0-9_]+)`");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{((?:STOCKROOM|DB)_[A-Z0-9_]+)");

    /** A former name, which the page maps to its new one. */
    private static final String FORMER = "STOCKROOM_PASSWORD_MIN_BYTES";

    @Test
    void everyLinkLeadsToAFileAndAHeading() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : RepositoryFiles.ending(".md")) {
            String text = CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
            LINK.matcher(text).results().map(link -> link.group(1)).forEach(link -> {
                if (!link.contains(":") && !leads(page, link)) {
                    broken.add(ROOT.relativize(page) + ": " + link);
                }
            });
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void noPageKeepsBothSidesOfAMerge() throws IOException {
        for (Path page : RepositoryFiles.ending(".md")) {
            assertThat(page).content().doesNotContainPattern("(?m)^(<{7}|>{7}) ");
        }
    }

    @Test
    void thePageOfSettingsNamesEverySettingAndNoOther() throws IOException {
        Set<String> settings = new HashSet<>(SettingVariables.NAMES);
        String mapped = Files.readString(Path.of("src/main/resources/application.yaml"));
        PLACEHOLDER.matcher(mapped).results().forEach(name -> settings.add(name.group(1)));
        settings.remove("STOCKROOM_COMMIT"); // of the image, which its build sets
        // The variables of PostgreSQL stand for these.
        settings.removeIf(name -> name.startsWith("STOCKROOM_DATABASE_")
                && settings.contains(name.replace("STOCKROOM_DATABASE_", "DB_")
                        .replace("SSL_ROOT_CERT", "SSLROOTCERT")
                        .replace("SSL_MODE", "SSLMODE")));

        Set<String> documented = documented(settings);
        assertThat(documented).containsAll(settings);
        assertThat(documented)
                .allSatisfy(name -> assertThat(settings.contains(name) || isFormerOrAccessRule(name))
                        .as(name)
                        .isTrue());
    }

    private static boolean isFormerOrAccessRule(String name) {
        return name.equals(FORMER) || isAccessRule(name);
    }

    private static boolean isAccessRule(String name) {
        return Stream.of(Resource.values())
                .filter(Resource::isAdjustable)
                .flatMap(resource -> Stream.of("_READ", "_WRITE").map(end -> "STOCKROOM_ACCESS_" + resource + end))
                .anyMatch(name::equals);
    }

    /**
     * Returns the names in the table of the page; {@code …_RATE} behind a name stands for that name with another end.
     */
    private static Set<String> documented(Set<String> settings) throws IOException {
        Set<String> names = new HashSet<>();
        List<String> rows = Files.readAllLines(SETTINGS).stream()
                .filter(line -> line.startsWith("|"))
                .toList();
        for (String line : rows) {
            String last = "";
            for (MatchResult found : VARIABLE.matcher(line).results().toList()) {
                if (found.group(1) != null) {
                    last = found.group(1);
                    names.add(last);
                } else {
                    names.add(completed(last, found.group(2), settings));
                }
            }
        }
        return names;
    }

    private static String completed(String name, String end, Set<String> settings) {
        for (int cut = name.lastIndexOf('_'); cut > 0; cut = name.lastIndexOf('_', cut - 1)) {
            String candidate = name.substring(0, cut) + end;
            if (settings.contains(candidate) || isAccessRule(candidate)) {
                return candidate;
            }
        }
        return name + end;
    }

    private static boolean leads(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || anchors(target).contains(parts[1]);
    }

    private static Set<String> anchors(Path page) {
        try {
            String text = CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
            return HEADING.matcher(text)
                    .results()
                    .map(heading -> heading.group(1)
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N} _-]", "")
                            .replace(' ', '-'))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
