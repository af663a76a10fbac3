package io.github.stockroom.persistence;

import io.github.stockroom.persistence.schema.Migrations;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an embedded database that was opened and read.
 *
 * @param changeSets that were applied to it, in their order
 * @param rows how many there are, by the name of the table
 */
public record DatabaseBackup(List<String> changeSets, Map<String, Long> rows) {

    /** H2 keeps the place of the newest data in these bytes, twice. */
    private static final long HEADER_BYTES = 8_192;

    /** Kept by Liquibase. */
    private static final String CHANGE_LOG = "databasechangelog";

    /**
     * Copies the embedded database of a directory to a new file for its owner alone (0600), whether a process uses it
     * or not. What was committed before the call is in the copy, and every transaction is there as a whole or not at
     * all. The file appears under its name once all its rows were read.
     *
     * @param directory as given to {@link DatabaseAddress#h2}
     * @throws BackupException when there is no such database, the file is there already, or the copy cannot be made or
     *     read
     */
    public static DatabaseBackup create(Path directory, Path file) throws BackupException {
        Path database = DatabaseAddress.h2File(directory);
        if (Files.notExists(database)) {
            throw new BackupException("There is no embedded database in " + directory.toAbsolutePath() + ".");
        }
        return copyAndCheck(file, "." + file.getFileName() + ".", copy -> {
            if (copyUnused(database, copy)) {
                return;
            }
            try (BackupRequest request = BackupRequest.granted(directory);
                    FileChannel used = FileChannel.open(database, StandardOpenOption.READ)) {
                copy(used, copy);
                request.requireStillGranted();
            }
        });
    }

    /**
     * Copies a backup to the embedded database of a directory that has none.
     *
     * @throws BackupException when the directory has a database, or the backup cannot be used by this version; there is
     *     no database then
     */
    public static DatabaseBackup restore(Path file, Path directory) throws BackupException {
        if (!Files.isRegularFile(file)) {
            throw new BackupException("There is no file " + file + ".");
        }
        return copyAndCheck(DatabaseAddress.h2File(directory), "stockroom.restoring.", copy -> {
            try (FileChannel backup = FileChannel.open(file, StandardOpenOption.READ)) {
                copy(backup, copy);
            }
        });
    }

    /** @return false if another process uses the database */
    private static boolean copyUnused(Path database, Path copy) throws IOException {
        try (FileChannel channel = FileChannel.open(database, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (FileRegionLock.tryLock(channel, 0, Long.MAX_VALUE)) {
                copy(channel, copy);
                return true;
            }
            return false;
        }
    }

    /** Makes a copy beside the target, which gets its name when it is found to be good. */
    private static DatabaseBackup copyAndCheck(Path target, String prefix, Copying copying) throws BackupException {
        Path absolute = target.toAbsolutePath();
        requireAbsent(absolute);
        Path copy = null;
        try {
            copy = Files.createTempFile(absolute.getParent(), prefix, H2Address.SUFFIX); // readable by its owner alone
            copying.to(copy);
            DatabaseBackup backup = read(copy);
            try (FileChannel written = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            requireAbsent(absolute);
            Files.move(copy, absolute, StandardCopyOption.ATOMIC_MOVE);
            return backup;
        } catch (IOException e) {
            throw new BackupException("The file " + absolute + " cannot be made: " + e + ".", e);
        } finally {
            delete(copy);
        }
    }

    private static void requireAbsent(Path target) throws BackupException {
        if (Files.exists(target)) {
            throw new BackupException("The file " + target + " is there already, and is not overwritten.");
        }
    }

    private static void delete(@Nullable Path copy) throws BackupException {
        try {
            if (copy != null) {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new BackupException("The file " + copy + " cannot be deleted: " + e + ".", e);
        }
    }

    /**
     * Copies the header first: it then leads to data that the rest contains, however much is written meanwhile. Reads
     * through the channel that holds the lock, because closing another channel on the file would end the lock.
     */
    static void copy(FileChannel from, Path to) throws IOException {
        try (FileChannel copy = FileChannel.open(to, StandardOpenOption.WRITE)) {
            transfer(from, copy, 0, Math.min(HEADER_BYTES, from.size()));
            transfer(from, copy, HEADER_BYTES, from.size());
        }
    }

    private static void transfer(FileChannel from, FileChannel to, long start, long end) throws IOException {
        long position = start;
        to.position(start);
        while (position < end) {
            long count = from.transferTo(position, end - position, to);
            if (count == 0) {
                throw new IOException("the database became shorter");
            }
            position += count;
        }
    }

    /** Opens the copy, which rolls back what was under way, and reads all rows. */
    private static DatabaseBackup read(Path copy) throws BackupException {
        try (Connection connection = H2Address.open(copy);
                Statement statement = connection.createStatement()) {
            List<String> tables = texts(statement, """
                    select lower(table_name) from information_schema.tables
                    where lower(table_schema) = 'public' and table_type = 'BASE TABLE'""");
            if (!tables.contains(CHANGE_LOG)) {
                throw new BackupException("The file is no database of Stockroom.");
            }
            List<String> changeSets = texts(statement, "select id from " + CHANGE_LOG + " order by orderexecuted");
            if (!Migrations.areKnown(changeSets)) {
                throw new BackupException("The database was written by a later version, which can read it.");
            }
            Map<String, Long> rows = new TreeMap<>();
            for (String table : tables) {
                if (!table.startsWith(CHANGE_LOG)) {
                    rows.put(table, rows(statement, table));
                }
            }
            statement.execute("shutdown");
            return new DatabaseBackup(changeSets, rows);
        } catch (SQLException e) {
            throw new BackupException("The copy of the database cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** Reads them one by one: {@code count(*)} would not look at them. */
    private static long rows(Statement statement, String table) throws SQLException {
        long count = 0;
        try (ResultSet rows = statement.executeQuery("select * from " + table)) {
            while (rows.next()) {
                count++;
            }
        }
        return count;
    }

    @FunctionalInterface
    private interface Copying {
        void to(Path copy) throws IOException, BackupException;
    }
}
