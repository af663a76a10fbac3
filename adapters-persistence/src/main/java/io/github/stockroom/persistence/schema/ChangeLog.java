package io.github.stockroom.persistence.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The change log, read without Liquibase: a start that has nothing to do must not load that, which takes the better
 * part of a second.
 */
final class ChangeLog {

    private static final String FOLDER = "db/changelog/";

    static final String FILE = FOLDER + "changelog.xml";

    private static final Pattern INCLUDED = Pattern.compile("<include file=\"([^\"]+)\"");
    private static final Pattern CHANGE_SET =
            Pattern.compile("^--changeset [^:\\s]+:(\\S+)|<changeSet id=\"([^\"]+)\"", Pattern.MULTILINE);

    private ChangeLog() {}

    /** Returns the ids of all change sets, in the order in which they run. */
    static List<String> changeSets() {
        return INCLUDED.matcher(text(FILE))
                .results()
                .flatMap(
                        file -> CHANGE_SET.matcher(text(FOLDER + file.group(1))).results())
                .flatMap(ChangeLog::ids)
                .toList();
    }

    private static Stream<String> ids(MatchResult changeSet) {
        return Stream.of(changeSet.group(1), changeSet.group(2)).filter(Objects::nonNull);
    }

    private static String text(String resource) {
        try (InputStream in = ChangeLog.class.getClassLoader().getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
