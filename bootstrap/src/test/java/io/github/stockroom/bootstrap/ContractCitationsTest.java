package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * Tests name the part of the contract that they hold: {@code (docs/contract.md: <heading>, <heading>)} in their
 * Javadoc.
 */
class ContractCitationsTest {

    private static final Path TESTS = Path.of("src/test/java");
    private static final Path CONTRACT = Path.of("../docs/contract.md");
    private static final Pattern CITATION = Pattern.compile("\\(docs/contract\\.md:([^<)]+)\\)");

    @Test
    void everyHeadingThatATestCitesExists() throws IOException {
        Set<String> headings = Files.readAllLines(CONTRACT).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", ""))
                .collect(Collectors.toSet());

        List<String> cited = citations();

        assertThat(cited)
                .hasSizeGreaterThan(30)
                .allSatisfy(heading -> assertThat(headings).contains(heading));
    }

    private static List<String> citations() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> CITATION.matcher(read(file)).results())
                    .map(found -> found.group(1).replaceAll("\\n \\* ", " "))
                    .flatMap(headings -> Stream.of(headings.split(",")))
                    .map(String::strip)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
