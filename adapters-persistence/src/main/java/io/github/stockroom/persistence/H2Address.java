package io.github.stockroom.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

record H2Address(Path directory) implements DatabaseAddress {

    static final String NAME = "stockroom";
    static final String SUFFIX = ".mv.db";

    /** Of the copy whose schema is being changed. */
    private static final String CHANGING = "stockroom.migrating";

    private static final String USER = "sa";
    private static final String PASSWORD = "";

    private static final String OPTIONS = String.join(
            ";",
            "",
            "MODE=PostgreSQL",
            "DEFAULT_NULL_ORDERING=HIGH",
            // H2 takes a result for the one it had before when only a limit inside the statement differs: a walk with
            // another page size lost 189 of 1,005 rows.
            "OPTIMIZE_REUSE_RESULTS=0",
            // What H2Pool has not given back yet is given back when the database closes.
            "MAX_COMPACT_TIME=3000",
            // No file of errors beside the data: every error is thrown, and the service logs it.
            "TRACE_LEVEL_FILE=0",
            // The pool closes the database, after the last request: not a shutdown hook of its own, during it.
            "DB_CLOSE_ON_EXIT=FALSE");

    /**
     * A commit is in the file when it returns. With the default of half a second, killing the process lost 15,074 of
     * 321,188 inserts that had returned; with this none, at 6,000 inserts a second on one connection.
     */
    private static final String DURABLE = ";WRITE_DELAY=0";

    /** Writes a fifth of the bytes: many commits change the same pages of an index. */
    private static final String DELAYED = ";WRITE_DELAY=500";

    H2Address {
        directory = directory.toAbsolutePath().normalize();
        if (directory.toString().contains(";")) {
            throw new IllegalArgumentException("the path of the data directory contains a semicolon");
        }
    }

    @Override
    public HikariDataSource pool(PoolSettings settings) {
        return new H2Pool(config(settings, url(NAME)), space(), new BackupGrant(directory), false);
    }

    @Override
    public HikariDataSource loadingPool(PoolSettings settings) {
        return new H2Pool(config(settings, path(NAME) + DELAYED), space(), new BackupGrant(directory), true);
    }

    private DiskSpace space() {
        return new DiskSpace(() -> Files.getFileStore(directory).getUsableSpace());
    }

    private static HikariConfig config(PoolSettings settings, String url) {
        HikariConfig config = settings.toConfig(url);
        config.setUsername(USER);
        config.setPassword(PASSWORD);
        config.setConnectionInitSql("set query_timeout "
                + settings.statementTimeout().toMillis() + "; set lock_timeout " + PoolSettings.LOCK_WAIT.toMillis());
        // The database closes with its last connection, so none is exchanged for a new one.
        config.setMaxLifetime(0);
        config.setExceptionOverride(UnusableConnections.ofH2());
        return config;
    }

    @Override
    public boolean isBehindUnexpectedPooler() {
        return false;
    }

    /** H2 commits behind each statement that changes the schema. */
    @Override
    public void changeSchema(Consumer<DataSource> change) {
        Path file = DatabaseAddress.h2File(directory);
        Path copy = directory.resolve(CHANGING + SUFFIX);
        Path lock = directory.resolve("stockroom.migrating.lock");
        try (FileChannel one = lock(lock, StandardOpenOption.CREATE);
                FileChannel original = Files.exists(file) ? lock(file, StandardOpenOption.READ) : one) {
            Files.deleteIfExists(copy);
            if (original != one) {
                copy(original, file, copy);
            }
            change.accept(new DriverManagerDataSource(url(CHANGING), USER, PASSWORD));
            Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(FileChannel original, Path file, Path copy) throws IOException {
        Files.createFile(copy);
        PosixFileAttributeView attributes = Files.getFileAttributeView(copy, PosixFileAttributeView.class);
        if (attributes != null) {
            attributes.setPermissions(Files.getPosixFilePermissions(file));
        }
        DatabaseBackup.copy(original, copy);
    }

    /** H2 takes the same lock on a database that is open. It ends with the channel, or the process. */
    private static FileChannel lock(Path file, StandardOpenOption how) throws IOException {
        FileChannel channel = FileChannel.open(file, how, StandardOpenOption.WRITE);
        if (FileRegionLock.tryLock(channel, 0, Long.MAX_VALUE)) {
            return channel;
        }
        channel.close();
        throw new FileSystemException(file.toString(), null, "in use by another process");
    }

    @Override
    public DataSource direct() {
        return new DriverManagerDataSource(url(NAME), USER, PASSWORD);
    }

    /**
     * Opens a database in a file of any name that ends with {@link #SUFFIX}, to read much of it. Durable: H2 then has
     * no thread that moves data under a reader. With it, restores of a large file ended now and then with "Chunk not
     * found".
     */
    static Connection open(Path file) throws SQLException {
        String path = file.toAbsolutePath().toString();
        if (path.contains(";")) {
            throw new SQLException("the path " + path + " contains a semicolon");
        }
        String url = "jdbc:h2:file:" + path.substring(0, path.length() - SUFFIX.length()) + OPTIONS + DURABLE;
        return DriverManager.getConnection(url + ";IFEXISTS=TRUE;LAZY_QUERY_EXECUTION=TRUE", USER, PASSWORD);
    }

    private String url(String name) {
        return path(name) + DURABLE;
    }

    private String path(String name) {
        return "jdbc:h2:file:" + directory.resolve(name) + OPTIONS;
    }
}
