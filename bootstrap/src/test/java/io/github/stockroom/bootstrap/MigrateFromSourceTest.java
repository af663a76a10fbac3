package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.OldDatabase;
import io.github.stockroom.bootstrap.testing.OldDatabase.Kind;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which an old database, its address or its driver are odd. */
class MigrateFromSourceTest {

    private final OwnDatabase target = DatabaseKind.H2.create();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        target.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h/d?sslpassword=geheim",
                "jdbc:postgresql://h/d?user=u&PASSWORD=geheim",
                "jdbc:mariadb://h/d?keyStorePassword=geheim",
                "jdbc:mariadb://h/d?trustStorePassword=geheim",
                "jdbc:mysql://address=(host=h)(password=geheim)/d",
                "jdbc:sqlserver://h;trustStorePwd=geheim",
                "jdbc:mysql://u:geheim@h/d",
                "jdbc:mysql://u:ge/heim@h/d",
                "jdbc:postgresql://u:geh?eim@h/d",
                "jdbc:oracle:thin:u/geheim@//h/d"
            })
    void refusesSecretsInTheUrl(String url) {
        CommandRun run = run("django", "--url", url);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("the URL has a password").doesNotContain("geheim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:db2://h:50000/d?user=reader@h",
                "jdbc:db2://h/d?passwordless=yes",
                "jdbc:db2://h/d?user=u:a@b"
            })
    void takesUrlsWithoutThem(String url) {
        assertThat(run("django", "--url", url).err()).contains("there is no driver for jdbc:db2:");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
    void readsTablesWithQuotesInTheirNames(Kind source) throws Exception {
        try (OldDatabase old = OldDatabase.of(source, "flask")) {
            old.execute("drop table cars");
            old.execute(
                    "create table \"my \"\"cars\"\"; x\" (id integer, brand text, model text, year integer, \"a\"\"b\" text)");
            old.execute("insert into \"my \"\"cars\"\"; x\" values (4, 'VW', 'Golf', 2018, 'red')");

            CommandRun run = run(old);

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("\"read\":1,\"created\":1");
            assertThat(run.err()).contains("have no place here: [a\"b]");
        }
    }

    @Test
    void looksInTheNamedSchemaAlone() throws Exception {
        try (OldDatabase old = OldDatabase.of(Kind.POSTGRESQL, "flask")) {
            for (String schema : List.of("fleet_1", "fleetx1")) {
                old.execute("create schema " + schema);
                old.execute("create table " + schema + ".cars_of_" + schema
                        + " (id integer, brand text, model text, year integer)");
            }
            old.execute("insert into fleet_1.cars_of_fleet_1 values (4, 'VW', 'Golf', 2018)");
            List<String> arguments = new ArrayList<>(old.options());
            arguments.set(2, arguments.get(2) + "?currentSchema=fleet_1");

            CommandRun run = run(arguments.toArray(String[]::new));

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("\"table\":\"cars_of_fleet_1\",\"read\":1,\"created\":1");
        }
    }

    @Test
    void takesAKindThatIsNamedTwice() throws Exception {
        try (OldDatabase old = OldDatabase.of(Kind.SQLITE, "flask")) {
            CommandRun run = run(old, "--only", "cars,cars");

            assertThat(run.exitCode()).as(run.err()).isZero();
        }
    }

    @Test
    void saysThatADriverIsBroken() throws Exception {
        Path jar = directory.resolve("broken.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                var entries = new JarOutputStream(file)) {
            entries.putNextEntry(new JarEntry("META-INF/services/java.sql.Driver"));
            entries.write("example.Missing".getBytes(StandardCharsets.UTF_8));
            entries.closeEntry();
        }

        CommandRun run = run("django", "--url", "jdbc:db2://h/d", "--driver", jar.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("the driver " + jar + " cannot be loaded: ")
                .contains("nothing was written");
        assertThat(run.out()).contains("\"outcome\":\"failed\"");
    }

    private CommandRun run(OldDatabase old, String... options) {
        List<String> arguments = new ArrayList<>(old.options());
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(new MigrateFromCommand(), target, List.of(arguments));
    }
}
