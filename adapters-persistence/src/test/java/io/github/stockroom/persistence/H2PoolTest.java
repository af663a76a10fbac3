package io.github.stockroom.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class H2PoolTest {

    private static final long MEGABYTE = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void fileShrinksWhileTheDatabaseIsOpen() throws Exception {
        try (HikariDataSource pool = DatabaseAddress.h2(directory).pool(PoolSettings.DEFAULT)) {
            JdbcClient jdbc = JdbcClient.create(pool);
            jdbc.sql("create table junk as select random_uuid() || space(4000) as text from system_range(1, 10000)")
                    .update();
            // Behind the junk in the file, so that it cannot be cut off without moving these.
            jdbc.sql("create table notes(id int primary key, text varchar)").update();
            jdbc.sql("insert into notes select x, 'kept' from system_range(1, 200)")
                    .update();
            assertThat(size()).isGreaterThan(30 * MEGABYTE);

            // Space is free at once, instead of after 45 seconds.
            jdbc.sql("set retention_time 0").update();
            jdbc.sql("drop table junk").update();
            long deadline = System.nanoTime() + 60_000_000_000L;
            while (size() > 12 * MEGABYTE) {
                assertThat(System.nanoTime()).as("file of %d bytes", size()).isLessThan(deadline);
                jdbc.sql("update notes set text = random_uuid() where id = 100").update();
                Thread.onSpinWait();
            }
            assertThat(notes(pool)).isEqualTo(200);
        }
        try (HikariDataSource pool = DatabaseAddress.h2(directory).pool(PoolSettings.DEFAULT)) {
            assertThat(notes(pool)).isEqualTo(200);
        }
    }

    @Test
    void writesTheFileAnewAtTheEndOfALoadAndKeepsItsPermissions() throws Exception {
        load(false);
        long asLeft = size();
        Files.delete(DatabaseAddress.h2File(directory));

        load(true);

        assertThat(size()).isLessThan(asLeft / 2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(DatabaseAddress.h2File(directory))))
                .isEqualTo("rw-------");
        try (HikariDataSource pool = DatabaseAddress.h2(directory).pool(PoolSettings.DEFAULT)) {
            assertThat(notes(pool)).isEqualTo(20_000);
        }
    }

    /** Stores rows in many commits, without the compaction by which H2 itself closes a database. */
    private void load(boolean compactAtTheEnd) throws Exception {
        Path file = DatabaseAddress.h2File(directory);
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + directory.resolve("stockroom").toAbsolutePath()
                + ";MODE=PostgreSQL;WRITE_DELAY=0;MAX_COMPACT_TIME=0");
        config.setUsername("sa");
        try (var pool =
                new H2Pool(config, new DiskSpace(() -> Long.MAX_VALUE), new BackupGrant(directory), compactAtTheEnd)) {
            JdbcClient jdbc = JdbcClient.create(pool);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            jdbc.sql("create table notes(id uuid primary key, text varchar)").update();
            for (int commit = 0; commit < 100; commit++) {
                jdbc.sql("insert into notes select random_uuid(), space(100) from system_range(1, 200)")
                        .update();
            }
        }
    }

    private static int notes(HikariDataSource pool) {
        return JdbcClient.create(pool)
                .sql("select count(*) from notes")
                .query(Integer.class)
                .single();
    }

    private long size() throws IOException {
        return Files.size(DatabaseAddress.h2File(directory));
    }
}
