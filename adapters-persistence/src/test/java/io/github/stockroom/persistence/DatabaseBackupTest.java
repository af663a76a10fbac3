package io.github.stockroom.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.persistence.schema.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseBackupTest {

    private static final int ROWS = 4_000;

    @TempDir
    Path directory;

    private Path data;

    @BeforeEach
    void createSchema() throws IOException {
        data = Files.createDirectory(directory.resolve("data"));
        DatabaseAddress.h2(data).changeSchema(database -> new Migrations(database).apply());
    }

    /** Space of the file is used again at once here, instead of after 45 seconds. */
    @Test
    void isWholeHoweverMuchIsWrittenMeanwhile() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        try (HikariDataSource pool = DatabaseAddress.h2(data).pool(PoolSettings.DEFAULT)) {
            JdbcClient jdbc = JdbcClient.create(pool);
            jdbc.sql("set retention_time 0").update();
            jdbc.sql("create table notes(id int primary key, round int, text varchar)")
                    .update();
            jdbc.sql("insert into notes select x, 0, random_uuid() || space(4000) from system_range(1, ?)")
                    .param(ROWS)
                    .update();
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                for (int round = 1; !enough.get(); round++) {
                    jdbc.sql("update notes set round = ?, text = random_uuid() || space(4000) where mod(id, 40) = ?")
                            .params(round, round % 40)
                            .update();
                }
            });
            for (int copy = 0; copy < 4; copy++) {
                int before = latestRound(jdbc);
                Path file = directory.resolve("copy-" + copy + ".mv.db");
                DatabaseBackup backup = DatabaseBackup.create(data, file);
                assertThat(backup.rows()).containsEntry("notes", (long) ROWS);
                assertThat(backup.changeSets()).contains("products-1-table");
                assertWhole(file, before);
            }
            enough.set(true);
            writer.join();
        }
    }

    /** Left to itself, the pool moves the notes into the space of the junk within a second. */
    @Test
    void nothingMovesDuringTheCopyAndSpaceIsGivenBackAfterIt() throws Exception {
        try (HikariDataSource pool = DatabaseAddress.h2(data).pool(PoolSettings.DEFAULT)) {
            JdbcClient jdbc = JdbcClient.create(pool);
            jdbc.sql("set retention_time 0").update();
            jdbc.sql("create table notes(id int primary key, text varchar)").update();
            jdbc.sql("create table junk as select random_uuid() || space(4000) as text from system_range(1, 10000)")
                    .update();
            long size;
            try (BackupRequest request = BackupRequest.granted(data)) {
                size = Files.size(DatabaseAddress.h2File(data));
                jdbc.sql("drop table junk").update();
                long end = System.nanoTime() + 3_000_000_000L;
                for (int id = 0; System.nanoTime() < end; id++) {
                    jdbc.sql("insert into notes values (?, random_uuid())")
                            .param(id)
                            .update();
                    assertThat(Files.size(DatabaseAddress.h2File(data))).isGreaterThanOrEqualTo(size);
                }
                request.requireStillGranted();
            }
            long deadline = System.nanoTime() + 60_000_000_000L;
            while (Files.size(DatabaseAddress.h2File(data)) > size / 2) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                jdbc.sql("update notes set text = random_uuid() where id = 0").update();
            }
        }
    }

    @Test
    void isRefusedWhenTheDatabaseClosesDuringTheCopy() throws Exception {
        HikariDataSource pool = DatabaseAddress.h2(data).pool(PoolSettings.DEFAULT);
        try (BackupRequest request = BackupRequest.granted(data)) {
            request.requireStillGranted();

            pool.close();

            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(request::requireStillGranted)
                    .withMessageContaining("repeat the backup");
        } finally {
            pool.close();
        }
    }

    @Test
    void refusesADirectoryWithoutDatabase() {
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> DatabaseBackup.create(directory, directory.resolve("copy")))
                .withMessageContaining("no embedded database");
    }

    @Test
    void restoresNothingOfALaterVersion() throws Exception {
        try (var later = DatabaseAddress.h2(data).pool(PoolSettings.DEFAULT)) {
            JdbcClient.create(later)
                    .sql("update databasechangelog set id = 'products-99-later' where id = 'products-3-search'")
                    .update();
        }
        Path other = Files.createDirectory(directory.resolve("other"));

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> DatabaseBackup.restore(DatabaseAddress.h2File(data), other))
                .withMessageContaining("later version");
        assertThat(other).isEmptyDirectory();
    }

    /** Each update changed its rows as one. */
    private static void assertWhole(Path file, int before) throws Exception {
        try (var connection = H2Address.open(file);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select max(rounds), max(latest) from (select count(distinct round) as rounds, max(round) as latest"
                                + " from notes group by mod(id, 40)) parts")) {
            rows.next();
            assertThat(rows.getInt(1)).isOne();
            assertThat(rows.getInt(2)).isGreaterThanOrEqualTo(before);
        }
    }

    private static int latestRound(JdbcClient jdbc) {
        return jdbc.sql("select max(round) from notes").query(Integer.class).single();
    }
}
