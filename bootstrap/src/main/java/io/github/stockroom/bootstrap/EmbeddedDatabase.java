package io.github.stockroom.bootstrap;

import io.github.stockroom.persistence.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says in a sentence why the file of the embedded database cannot be used, and the way out. */
final class EmbeddedDatabase {

    private static final String WAY_OUT =
            ": put a backup in its place, or move it away to begin with an empty database.";

    // H2's list of error codes
    private static final int IO_EXCEPTION = 90_028;
    private static final int IO_EXCEPTION_ON_FILE = 90_031;
    private static final int IN_USE = 90_020;
    private static final int CORRUPT = 90_030;

    private EmbeddedDatabase() {}

    /**
     * Looks at the file without opening the database. H2 opens a file that may not be written for reading alone, and
     * takes an empty one for a new database.
     *
     * @throws SettingException when the service cannot work on it
     */
    static void requireUsable(Path directory) throws IOException {
        Path file = DatabaseAddress.h2File(directory);
        if (Files.notExists(file)) {
            return;
        }
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            throw new SettingException(
                    "The database " + file + " may not be read and written by the user that runs the service.");
        }
        if (Files.size(file) == 0) {
            throw new SettingException("The database " + file + " is an empty file" + WAY_OUT);
        }
    }

    /**
     * Returns the reason for which the database could not be opened; null if the failure says nothing about the file.
     */
    static @Nullable String sentence(Path directory, Throwable failure) {
        Path file = DatabaseAddress.h2File(directory);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                return switch (refused.getErrorCode()) {
                    case IN_USE ->
                        "The database in " + directory
                                + " is in use by another process, perhaps a running service; it can be used by one at a time.";
                    case CORRUPT, IO_EXCEPTION, IO_EXCEPTION_ON_FILE ->
                        "The database " + file + " is damaged" + WAY_OUT;
                    default -> null;
                };
            }
        }
        return null;
    }
}
