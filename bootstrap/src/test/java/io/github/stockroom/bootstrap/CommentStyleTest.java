package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The form of comments in all Java files of the repository, which the formatter leaves as it is. */
class CommentStyleTest {

    private static final Path ROOT = Path.of("..");
    private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git");

    private static final int MAX_WIDTH = 120;
    private static final Pattern COMMENT_LINE = Pattern.compile("\\s*(//|/?\\*).*");

    /** Javadoc begins with a verb or a noun phrase, so that its first words name the subject. */
    private static final Pattern CLAUSE = Pattern.compile(
            "/\\*\\*[\\s*]*(What|How|Whether|Where|Why|When|Which|Who|Whom|Whose|Whoever|Whatever|That) ");

    private static final Map<Path, String> SOURCES = new TreeMap<>();

    @BeforeAll
    static void readSources() throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return SKIPPED.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.toString().endsWith(".java")) {
                    SOURCES.put(ROOT.relativize(file), Files.readString(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(SOURCES).hasSizeGreaterThan(800);
    }

    @Test
    void commentLinesEndAtColumn120() {
        List<String> wide = new ArrayList<>();
        SOURCES.forEach((file, source) -> {
            List<String> lines = source.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (line.length() > MAX_WIDTH && COMMENT_LINE.matcher(line).matches()) {
                    wide.add(file + ":" + (i + 1));
                }
            }
        });

        assertThat(wide).isEmpty();
    }

    @Test
    void javadocBeginsWithAVerbOrANoun() {
        List<String> clauses = new ArrayList<>();
        SOURCES.forEach((file, source) -> CLAUSE.matcher(source).results().forEach(found -> {
            long line = source.substring(0, found.start()).lines().count();
            clauses.add(file + ":" + line + " " + found.group(1));
        }));

        assertThat(clauses).isEmpty();
    }
}
