package io.github.stockroom.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.stockroom.persistence.DatabaseAddress;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MigrationsTest {

    @Nested
    class OnH2 extends Contract {

        @Override
        TestDatabase create() {
            return TestDatabases.h2();
        }
    }

    @Nested
    @Tag("postgres")
    class OnPostgres extends Contract {

        @Override
        TestDatabase create() {
            return TestDatabases.postgres();
        }

        @Test
        void everyFoldedColumnOfARecordHasAnIndexOfTrigrams() {
            migrations().apply();
            List<String> folded = names(
                    "select 'ix_' || table_name || '_' || column_name from information_schema.columns"
                            + " where table_schema = 'public' and table_name <> 'accounts' and column_name like '%\\_folded'");
            assertThat(names("select indexname from pg_indexes where indexdef like '%gin_trgm_ops%'"))
                    .containsAll(folded);
        }

        @Test
        void saysWhoHoldsTheLockAndGivesUp() throws SQLException {
            try (Connection holder = database().pool().getConnection();
                    Statement statement = holder.createStatement()) {
                statement.execute("select pg_advisory_lock(" + 0x73746f636bL + ")");
                var logger = (Logger) LoggerFactory.getLogger(Migrations.class);
                var logged = new ListAppender<ILoggingEvent>();
                logged.start();
                logger.addAppender(logged);
                Level configured = logger.getLevel();
                logger.setLevel(Level.WARN); // the tests of this module are silent
                var migrations = new Migrations(database().address().direct(), Duration.ofMillis(500), Duration.ZERO);
                try {
                    assertThatIllegalStateException()
                            .isThrownBy(migrations::apply)
                            .withMessageContaining("still being changed by process ")
                            .withMessageContaining("(stockroom at ");
                } finally {
                    logger.detachAppender(logged);
                    logger.setLevel(configured);
                    statement.execute("select pg_advisory_unlock_all()");
                }
                assertThat(logged.list)
                        .extracting(ILoggingEvent::getFormattedMessage)
                        .singleElement()
                        .asString()
                        .contains("is being changed by process ");
            }
            migrations().apply();
        }

        @Test
        void sortsByCodePointHoweverTheServerWasSetUp() {
            migrations().apply();

            assertThat(names("select collation_name from information_schema.columns"
                            + " where table_schema = 'public' and table_name not like 'databasechangelog%'"
                            + " and data_type in ('character varying', 'text')"))
                    .isNotEmpty()
                    .containsOnly("C");
        }
    }

    @Test
    void saysInOneSentenceWhyItFailed() {
        DatabaseAddress nowhere = DatabaseAddress.postgres("localhost", 1, "none", "nobody", "secret");

        assertThatIllegalStateException()
                .isThrownBy(() -> new Migrations(nowhere.direct()).apply())
                .withMessageStartingWith("the schema could not be brought up to date: ")
                .withMessageNotContaining("secret");
    }

    abstract static class Contract extends SchemaContract {

        @Test
        void emptyDatabaseIsBehindUntilMigrated() {
            assertThat(migrations().isBehind()).isTrue();

            migrations().apply();

            assertThat(migrations().isBehind()).isFalse();
        }

        @Test
        void applyingTwiceChangesNothing() {
            migrations().apply();
            List<String> before = names("select md5sum from databasechangelog order by orderexecuted");

            migrations().apply();

            assertThat(names("select md5sum from databasechangelog order by orderexecuted"))
                    .isEqualTo(before);
        }

        @Test
        void databaseThatLacksTheLastChangeSetIsBehind() {
            migrations().apply();
            List<String> all = ChangeLog.whole().changeSets();
            String last = all.get(all.size() - 1);
            database()
                    .jdbc()
                    .sql("delete from databasechangelog where id = ?")
                    .param(last)
                    .update();

            assertThat(migrations().isBehind()).isTrue();
        }

        @Test
        void databaseOfALaterVersionIsNotBehind() {
            migrations().apply();
            database()
                    .jdbc()
                    .sql(
                            "insert into databasechangelog(id, author, filename, dateexecuted, orderexecuted, exectype)"
                                    + " values ('of-a-later-version', 'stockroom', 'later.sql', current_timestamp, 99, 'EXECUTED')")
                    .update();

            assertThat(migrations().isBehind()).isFalse();
        }

        @Test
        void twoInstancesMayStartAtOnce() throws Exception {
            Callable<Void> start = () -> {
                migrations().apply();
                return null;
            };
            var threads = Executors.newFixedThreadPool(2);
            try {
                for (Future<Void> started : threads.invokeAll(List.of(start, start))) {
                    started.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(names("select id from databasechangelog order by orderexecuted"))
                    .isEqualTo(ChangeLog.whole().changeSets());
        }

        @Test
        void goesOnAfterAProcessThatWasKilled() {
            migrations().apply();
            database()
                    .jdbc()
                    .sql("update databasechangeloglock set locked = true")
                    .update();

            migrations().apply();

            assertThat(names("select id from databasechangeloglock where locked"))
                    .isEmpty();
        }

        @Test
        void knowsTheChangeSetsOfTheChangeLog() throws Exception {
            try (var connection = database().pool().getConnection();
                    var liquibase = new Liquibase(
                            ChangeLog.FILE, new ClassLoaderResourceAccessor(), new JdbcConnection(connection))) {
                assertThat(liquibase.getDatabaseChangeLog().getChangeSets())
                        .extracting(ChangeSet::getId)
                        .isEqualTo(ChangeLog.whole().changeSets());
            }
        }

        @Test
        void constraintsHaveNames() {
            migrations().apply();

            assertThat(names("""
                            select lower(table_name) || ': ' || lower(constraint_name) from information_schema.table_constraints
                            where lower(table_schema) = 'public' and lower(table_name) not like 'databasechangelog%'
                            and constraint_name not like '%not_null'"""))
                    .contains("accounts: pk_accounts")
                    .allMatch(name -> name.matches("(\\w+): (pk|uq|fk|ck)_\\1(_\\w+)?"));
        }
    }
}
