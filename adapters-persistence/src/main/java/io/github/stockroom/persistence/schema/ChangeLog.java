package io.github.stockroom.persistence.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The change log, or the files of it that make the tables of some resources. Read without Liquibase: a start that has
 * nothing to do must not load that, which takes the better part of a second.
 *
 * @param files below {@link #FOLDER}, in the order in which they run
 */
record ChangeLog(List<String> files) {

    private static final String FOLDER = "db/changelog/";

    /** The file that includes all others. */
    static final String FILE = FOLDER + "changelog.xml";

    private static final Pattern INCLUDED = Pattern.compile("<include file=\"([^\"]+)\"");
    private static final Pattern CHANGE_SET =
            Pattern.compile("^--changeset [^:\\s]+:(\\S+)|<changeSet id=\"([^\"]+)\"", Pattern.MULTILINE);

    /** A file of a resource: {@code products.sql}, and {@code products-removed.sql} after that was removed. */
    private static final Pattern OF_RESOURCE = Pattern.compile("([a-z0-9_]+)(-[a-z0-9-]+)?\\.sql");

    /** Returns all of it. */
    static ChangeLog whole() {
        return new ChangeLog(INCLUDED.matcher(text(FILE))
                .results()
                .map(file -> file.group(1))
                .toList());
    }

    /**
     * Returns the part that makes the tables of these resources.
     *
     * @throws IllegalArgumentException if there is no such resource, or none is named
     */
    static ChangeLog of(Set<String> resources) {
        List<String> all = whole().files;
        Set<String> known =
                all.stream().flatMap(file -> resource(file).stream()).collect(Collectors.toCollection(TreeSet::new));
        if (resources.isEmpty() || !known.containsAll(resources)) {
            throw new IllegalArgumentException("the resources are " + known + ", not " + resources);
        }
        return new ChangeLog(all.stream()
                .filter(file -> resource(file).filter(resources::contains).isPresent())
                .toList());
    }

    /** Returns the ids of its change sets, in the order in which they run. */
    List<String> changeSets() {
        return files.stream()
                .flatMap(file -> CHANGE_SET.matcher(text(FOLDER + file)).results())
                .flatMap(ChangeLog::ids)
                .toList();
    }

    /** Returns true if it makes this table, which is named like its resource. */
    boolean isTable(String table) {
        return files.stream().flatMap(file -> resource(file).stream()).anyMatch(table::equals);
    }

    /** @param path of a change set, as Liquibase names it */
    boolean contains(String path) {
        return path.startsWith(FOLDER) && files.contains(path.substring(FOLDER.length()));
    }

    private static Optional<String> resource(String file) {
        Matcher name = OF_RESOURCE.matcher(file);
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
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
