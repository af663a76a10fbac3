package io.github.stockroom.bootstrap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the service whose files other users of the machine must not read. A process in Java cannot set its
 * umask, and neither H2 nor Logback sets permissions: so the directory is closed before there are files in it, and the
 * files are closed once they are there. Takes permissions away and gives none.
 */
final class PrivateFiles {

    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path directory;
    private final Set<PosixFilePermission> ofDirectory;
    private final Set<PosixFilePermission> ofFiles;
    private final List<String> names;
    private final Consumer<String> warnings;

    private PrivateFiles(
            Path directory, String ofDirectory, String ofFiles, List<String> names, Consumer<String> warnings) {
        this.directory = directory.toAbsolutePath();
        this.ofDirectory = PosixFilePermissions.fromString(ofDirectory);
        this.ofFiles = PosixFilePermissions.fromString(ofFiles);
        this.names = names;
        this.warnings = warnings;
    }

    /** The embedded database and the secret for tokens: for the owner alone (0700, 0600). */
    static PrivateFiles data(Path directory, Consumer<String> warnings) {
        return new PrivateFiles(directory, "rwx------", "rw-------", List.of("stockroom.", "jwt-secret"), warnings);
    }

    /**
     * The log, which holds client addresses: for the owner, and readable for the group, as log collectors expect (0750,
     * 0640).
     */
    static PrivateFiles logs(Path directory, Consumer<String> warnings) {
        return new PrivateFiles(directory, "rwxr-x---", "rw-r-----", List.of("stockroom."), warnings);
    }

    /** Opens a file for writing, and creates it for its owner alone if it is not there. Its content is replaced. */
    static OutputStream newOutputStream(Path file) throws IOException {
        if (isPosix(file.toAbsolutePath().getParent())) {
            try {
                return Channels.newOutputStream(Files.newByteChannel(
                        file,
                        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(OWNER_FILE)));
            } catch (FileAlreadyExistsException e) {
                return Files.newOutputStream(file); // an operator may have opened it to others
            }
        }
        return Files.newOutputStream(file);
    }

    /** Creates the directory, or closes it if everything in it belongs to the service. */
    void prepare() throws IOException {
        if (Files.notExists(directory)) {
            Path parent = directory.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (isPosix(parent)) {
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(ofDirectory));
                return;
            }
            Files.createDirectory(directory);
        }
        if (!isPosix(directory)) {
            warnings.accept(directory + " cannot be closed to other users: its file system has no POSIX permissions.");
            return;
        }
        if (isOpenBeyond(directory, ofDirectory)) {
            if (isOursAlone()) {
                close(directory, ofDirectory);
            } else {
                warnings.accept(directory
                        + " is open to other users of this machine, and stays so since it holds other files.");
            }
        }
    }

    /** Closes the files that are there. */
    void tighten() throws IOException {
        if (!isPosix(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (isOurs(file)
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && isOpenBeyond(file, ofFiles)) {
                    close(file, ofFiles);
                }
            }
        }
    }

    private boolean isOursAlone() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.allMatch(file -> isOurs(file) || file.endsWith("lost+found"));
        }
    }

    private boolean isOurs(Path file) {
        String name = String.valueOf(file.getFileName());
        return names.stream().anyMatch(name::startsWith);
    }

    private void close(Path file, Set<PosixFilePermission> allowed) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            permissions.retainAll(allowed);
            Files.setPosixFilePermissions(file, permissions);
        } catch (IOException e) {
            warnings.accept(file + " is open to other users of this machine: " + e);
        }
    }

    private static boolean isOpenBeyond(Path file, Set<PosixFilePermission> allowed) throws IOException {
        return !allowed.containsAll(Files.getPosixFilePermissions(file));
    }

    private static boolean isPosix(@Nullable Path file) {
        return file != null && Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
    }
}
