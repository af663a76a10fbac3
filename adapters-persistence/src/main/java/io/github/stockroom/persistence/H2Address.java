package io.github.stockroom.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

record H2Address(Path directory) implements DatabaseAddress {

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
            // A commit is in the file when it returns. With the default of half a second, killing the process lost
            // 15,074 of
            // 321,188 inserts that had returned; with this none, at 6,000 inserts a second on one connection.
            "WRITE_DELAY=0",
            // What the many small writes leave behind, up to gigabytes after a burst, is cleared when the database is
            // closed.
            "MAX_COMPACT_TIME=3000",
            // No file of errors beside the data: every error is thrown, and the service logs it.
            "TRACE_LEVEL_FILE=0",
            // The pool closes the database, after the last request: not a shutdown hook of its own, during it.
            "DB_CLOSE_ON_EXIT=FALSE");

    H2Address {
        directory = directory.toAbsolutePath().normalize();
        if (directory.toString().contains(";")) {
            throw new IllegalArgumentException("the path of the data directory contains a semicolon");
        }
    }

    @Override
    public HikariDataSource pool(PoolSettings settings) {
        HikariConfig config = settings.toConfig(url());
        config.setUsername(USER);
        config.setPassword(PASSWORD);
        config.setConnectionInitSql("set query_timeout "
                + settings.statementTimeout().toMillis() + "; set lock_timeout " + PoolSettings.LOCK_WAIT.toMillis());
        // The database closes with its last connection, so none is exchanged for a new one.
        config.setMaxLifetime(0);
        return new HikariDataSource(config);
    }

    @Override
    public DataSource direct() {
        return new DriverManagerDataSource(url(), USER, PASSWORD);
    }

    private String url() {
        return "jdbc:h2:file:" + directory.resolve("stockroom") + OPTIONS;
    }
}
