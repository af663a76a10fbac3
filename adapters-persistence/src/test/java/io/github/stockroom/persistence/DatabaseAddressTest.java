package io.github.stockroom.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.stockroom.persistence.sql.JdbcDatabaseCheck;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseAddressTest {

    private static final String PASSWORD = "open-sesame";

    @Test
    void showsNoPassword() {
        DatabaseAddress address = DatabaseAddress.postgres("localhost", 1, "none", "nobody", PASSWORD);

        List<String> logged = logged(() -> {
            try (var pool = address.pool(PoolSettings.DEFAULT)) {
                assertThat(new JdbcDatabaseCheck(pool).isWorking()).isFalse();
                assertThat(pool.toString()).doesNotContain(PASSWORD);
            }
        });

        assertThat(logged).isNotEmpty().noneMatch(line -> line.contains(PASSWORD));
        assertThat(address.toString()).contains("localhost:1/none").doesNotContain(PASSWORD);
    }

    @Test
    void quotesWhatAUrlCannotHold() {
        assertThat(DatabaseAddress.postgres("::1", 5432, "a/b?c", "nobody", PASSWORD)
                        .toString())
                .startsWith("jdbc:postgresql://[::1]:5432/a%2Fb%3Fc?");
    }

    @Test
    void saysHowTheConnectionIsProtected() {
        Tls tls = new Tls(Tls.Mode.VERIFY_FULL, Path.of("/certificates/a&b.pem"));
        assertThat(DatabaseAddress.postgres(
                                PostgresHosts.parse("db", 5432), "stockroom", "app", () -> PASSWORD, tls, Pooler.NONE)
                        .toString())
                .endsWith("&sslmode=verify-full&sslrootcert=%2Fcertificates%2Fa%26b.pem");
    }

    @Test
    void refusesAServerThatCannotProveWhoItIs(@TempDir Path directory) throws Exception {
        Path nobody = Files.writeString(directory.resolve("nobody.pem"), "");
        try (var server = TestDatabases.postgres()) {
            var at = server.environment();
            DatabaseAddress address = DatabaseAddress.postgres(
                    PostgresHosts.parse(at.get("DB_HOST"), Integer.parseInt(at.get("DB_PORT"))),
                    at.get("DB_NAME"),
                    at.get("DB_USER"),
                    () -> at.get("DB_PASSWORD"),
                    new Tls(Tls.Mode.VERIFY_FULL, nobody),
                    Pooler.NONE);
            assertThatThrownBy(() -> address.direct().getConnection().close()).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void keepsWhatTheEmbeddedDatabaseHolds(@TempDir Path directory) throws Exception {
        DatabaseAddress address = DatabaseAddress.h2(directory.resolve("made if need be"));
        try (var pool = address.pool(PoolSettings.DEFAULT);
                var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table kept(id int)");
        }
        try (var connection = address.direct().getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeQuery("select id from kept").next()).isFalse();
        }
    }

    /** As when the process is killed half-way: H2 commits each table by itself. */
    @Test
    void changeOfTheSchemaThatIsCutShortLeavesTheEmbeddedDatabaseAsItWas(@TempDir Path directory) throws Exception {
        DatabaseAddress address = DatabaseAddress.h2(directory);
        Consumer<DataSource> create = database -> execute(database, "create table first(id int)");
        assertThatIllegalStateException()
                .isThrownBy(() -> address.changeSchema(create.andThen(DatabaseAddressTest::fail)));
        address.changeSchema(create);
        execute(address.direct(), "insert into first values (1)");

        Consumer<DataSource> alter = database -> execute(database, "alter table first add column name varchar(10)");
        assertThatIllegalStateException()
                .isThrownBy(() -> address.changeSchema(alter.andThen(DatabaseAddressTest::fail)));
        execute(address.direct(), "insert into first values (2)");
        address.changeSchema(alter);

        assertThat(execute(address.direct(), "update first set name = 'x'")).isEqualTo(2);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(DatabaseAddress.h2File(directory));
        }
    }

    @Test
    void schemaOfAnEmbeddedDatabaseInUseIsNotChanged(@TempDir Path directory) throws Exception {
        DatabaseAddress address = DatabaseAddress.h2(directory);
        address.changeSchema(database -> execute(database, "create table first(id int)"));
        try (var open = address.direct().getConnection()) {
            assertThat(open.isValid(1)).isTrue();
            assertThatThrownBy(() -> address.changeSchema(DatabaseAddressTest::fail))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void noOtherProcessOpensTheEmbeddedDatabaseWhileItsSchemaChanges(@TempDir Path directory) throws Exception {
        DatabaseAddress address = DatabaseAddress.h2(directory);
        Path file = DatabaseAddress.h2File(directory);
        address.changeSchema(database -> execute(database, "create table first(id int)"));
        assertThat(LockProbe.isFree(file)).isTrue();

        var free = new AtomicReference<Boolean>();
        address.changeSchema(database -> free.set(LockProbe.isFree(file)));

        assertThat(free).hasValue(false);
    }

    private static int execute(DataSource database, String statement) {
        return JdbcClient.create(database).sql(statement).update();
    }

    private static void fail(DataSource database) {
        throw new IllegalStateException("cut short: " + database);
    }

    @Test
    void refusesADirectoryThatWouldEndInTheMiddle() {
        assertThatIllegalArgumentException().isThrownBy(() -> DatabaseAddress.h2(Path.of("data;INIT=x")));
    }

    private static List<String> logged(Runnable action) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        List<Logger> loggers = Stream.of("com.zaxxer.hikari", "io.github.stockroom")
                .map(context::getLogger)
                .toList();
        loggers.forEach(logger -> {
            logger.setAdditive(false);
            logger.setLevel(Level.TRACE);
            logger.addAppender(appender);
        });
        try {
            action.run();
        } finally {
            loggers.forEach(logger -> {
                logger.detachAppender(appender);
                logger.setLevel(null);
                logger.setAdditive(true);
            });
        }
        return List.copyOf(appender.list).stream()
                .map(event -> event.getFormattedMessage() + throwable(event))
                .toList();
    }

    private static String throwable(ILoggingEvent event) {
        return event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
    }
}
