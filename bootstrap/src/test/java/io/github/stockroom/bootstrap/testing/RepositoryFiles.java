package io.github.stockroom.bootstrap.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the repository, without what builds made. */
public final class RepositoryFiles {

    public static final Path ROOT = Path.of("..");

    private RepositoryFiles() {}

    /** Returns the files whose names end like this, sorted. */
    public static List<Path> ending(String end) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .filter(file -> !file.toString().matches(".*/(node_modules|target|\\.git|build|dist)/.*"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text of a file. */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
