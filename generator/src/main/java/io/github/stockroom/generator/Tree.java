package io.github.stockroom.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The files of the project, with changes that are held in memory until all of them are written. */
final class Tree {

    private final Path root;
    private final Map<String, Optional<String>> changed = new TreeMap<>();

    Tree(Path root) {
        this.root = root;
    }

    boolean has(String path) {
        Optional<String> change = changed.get(path);
        return change == null ? Files.exists(root.resolve(path)) : change.isPresent();
    }

    String read(String path) {
        Optional<String> change = changed.get(path);
        try {
            return change == null
                    ? Files.readString(root.resolve(path)).replace("\r\n", "\n")
                    : change.orElseThrow(() -> new IllegalStateException(path + " was deleted"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns true if a file is text in UTF-8. */
    boolean isText(String path) {
        try {
            read(path);
            return true;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                return false;
            }
            throw e;
        }
    }

    void put(String path, String content) {
        changed.put(path, Optional.of(content));
    }

    void delete(String path) {
        changed.put(path, Optional.empty());
    }

    void edit(String path, UnaryOperator<String> edit) {
        put(path, edit.apply(read(path)));
    }

    /**
     * Inserts lines before the first place that has this text.
     *
     * @throws IllegalStateException if the file does not have it
     */
    void insertBefore(String path, String anchor, String lines) {
        edit(path, text -> {
            int place = text.indexOf(anchor);
            if (place < 0) {
                throw new IllegalStateException("There is no '" + anchor.strip() + "' in " + path + ".");
            }
            return text.substring(0, place) + lines + text.substring(place);
        });
    }

    /** Returns the files in a folder, at any depth, sorted; none if there is no such folder. */
    List<String> files(String folder) {
        Stream<String> stored = Stream.empty();
        Path start = root.resolve(folder);
        if (Files.isDirectory(start)) {
            try (Stream<Path> files = Files.walk(start)) {
                stored = files.filter(Files::isRegularFile).map(this::name).toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Stream<String> added = changed.keySet().stream().filter(path -> path.startsWith(folder));
        return Stream.concat(stored, added)
                .filter(this::has)
                .distinct()
                .sorted()
                .toList();
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** Returns the changed files, as {@link #write} would write them; empty ones are deleted. */
    Map<String, Optional<String>> changes() {
        return changed;
    }

    /** Writes all changes. */
    void write() {
        changed.forEach((path, content) -> {
            Path file = root.resolve(path);
            try {
                if (content.isPresent()) {
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, content.get());
                } else {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
