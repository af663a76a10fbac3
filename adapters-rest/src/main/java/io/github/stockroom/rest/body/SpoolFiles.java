package io.github.stockroom.rest.body;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Temporary files without a name: each is unlinked when it is opened, so that nothing of it is left when the process is
 * killed. Where the system does not unlink open files (Windows), a file is deleted when it is closed, and leftovers
 * when the next service starts.
 */
public final class SpoolFiles {

    private static final Logger log = LoggerFactory.getLogger(SpoolFiles.class);
    private static final String SUFFIX = ".spool";
    private static final Set<StandardOpenOption> OPTIONS = Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);

    private final Path directory;

    /**
     * Makes the directory, for this user alone, and deletes the files that a killed service left there.
     *
     * @throws IOException when it cannot be made or belongs to another user
     */
    public SpoolFiles(Path directory) throws IOException {
        this.directory = directory;
        makeDirectory();
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path leftover : leftovers) {
                delete(leftover);
            }
        }
    }

    /** Opens a new file, which is gone when it is closed. */
    public FileChannel open() {
        try {
            return FileChannel.open(directory.resolve(UUID.randomUUID() + SUFFIX), OPTIONS, onlyOwner("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeDirectory() throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(directory, onlyOwner("rwx------"));
        } catch (FileAlreadyExistsException e) {
            // In a directory that all users share, another user may have put one of that name there.
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) || !isOwn()) {
                throw new IOException(directory + " is not a directory of this user", e);
            }
        }
    }

    private boolean isOwn() throws IOException {
        if (!isPosix()) {
            return true;
        }
        // Only the owner may change the permissions, so that this fails in a directory of another user.
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rwx------");
        Files.setPosixFilePermissions(directory, permissions);
        Path probe = Files.createTempFile(directory, "owner", SUFFIX);
        try {
            return Files.getOwner(probe).equals(Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS));
        } finally {
            Files.delete(probe);
        }
    }

    private static void delete(Path leftover) {
        try {
            Files.deleteIfExists(leftover);
        } catch (IOException e) {
            log.warn("A temporary file of an earlier run cannot be deleted: {}", leftover, e);
        }
    }

    private FileAttribute<?>[] onlyOwner(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private boolean isPosix() {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
