package io.github.stockroom.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.JdbcDatabaseCheck;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class DiskSpaceTest {

    @TempDir
    Path directory;

    @Test
    void readsGoOnAndWritesComeBackWhenTheDiskWasFull() {
        AtomicLong usable = new AtomicLong(1L << 30);
        HikariConfig config = PoolSettings.DEFAULT.toConfig("jdbc:h2:file:" + directory.resolve("full"));
        try (HikariDataSource pool =
                new H2Pool(config, new DiskSpace(usable::get), new BackupGrant(directory), false)) {
            Database database = new Database(pool);
            JdbcDatabaseCheck check = new JdbcDatabaseCheck(pool);
            add(database, "create table notes(id int primary key)");
            add(database, "insert into notes values (1)");

            usable.set(DiskSpace.RESERVE - 1);
            await(() -> !check.isWorking());
            assertThatExceptionOfType(TemporarilyUnavailableException.class)
                    .isThrownBy(() -> add(database, "insert into notes values (2)"))
                    .returns(Reason.NO_SPACE, TemporarilyUnavailableException::reason);
            assertThat(count(database)).isEqualTo(1);

            usable.set(DiskSpace.ENOUGH);
            await(check::isWorking);
            add(database, "insert into notes values (2)");
            assertThat(count(database)).isEqualTo(2);
        }
    }

    @Test
    void databaseThatAnErrorClosedIsOpenedAgain() {
        try (HikariDataSource pool = DatabaseAddress.h2(directory).pool(PoolSettings.DEFAULT)) {
            Database database = new Database(pool);
            JdbcDatabaseCheck check = new JdbcDatabaseCheck(pool);
            add(database, "create table notes(id int primary key)");
            add(database, "insert into notes values (1)");

            // As H2 does after it could not write to its file.
            JdbcClient.create(DatabaseAddress.h2(directory).direct())
                    .sql("shutdown immediately")
                    .update();

            await(check::isWorking);
            add(database, "insert into notes values (2)");
            assertThat(count(database)).isEqualTo(2);
        }
    }

    private static void add(Database database, String statement) {
        database.change(jdbc -> jdbc.sql(statement).update());
    }

    private static int count(Database database) {
        return database.<Integer>queryWithCachedPlan(jdbc ->
                jdbc.sql("select count(*) from notes").query(Integer.class).single());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
