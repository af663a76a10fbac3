package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.MoveCheck;
import io.github.stockroom.bootstrap.testing.OldDatabase;
import io.github.stockroom.bootstrap.testing.OldDatabase.Kind;
import io.github.stockroom.bootstrap.testing.OldRows;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Moves from databases with the tables of the real frameworks to each database, compared row by row. */
@OnEachDatabase
class MigrateFromTest {

    private final DatabaseKind kind;
    private final OwnDatabase target;
    private boolean served;

    @TempDir
    private Path directory;

    MigrateFromTest(DatabaseKind kind) {
        this.kind = kind;
        target = kind.create();
    }

    @AfterEach
    void close() {
        if (!served) {
            target.close();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
    void movesADjangoProjectRowByRow(Kind source) throws Exception {
        try (OldDatabase old = OldDatabase.of(source, "django")) {
            OldRows.django(old);

            CommandRun dry = run(old, "--dry-run");
            assertThat(new MoveCheck(kind, target)
                            .jdbc()
                            .sql("select count(*) from products")
                            .query(Long.class)
                            .single())
                    .isZero();
            CommandRun run = run(old);
            CommandRun again = run(old);

            assertThat(dry.out()).contains("\"outcome\":\"dry run\"").contains("\"read\":10000,\"created\":10000");
            assertThat(run.err()).isEmpty();
            assertThat(run.out())
                    .startsWith("{\"system\":\"django\",\"outcome\":\"done\",\"tables\":["
                            + figures("products", "items_item") + ","
                            + figures("movies", "movies_movie") + ","
                            + figures("accounts", "auth_user"));
            new MoveCheck(kind, target).requireDjango();
            assertThat(again.err()).isEmpty();
            assertThat(again.out())
                    .contains("\"table\":\"auth_user\",\"read\":10000,\"created\":0,\"changed\":0,\"unchanged\":10000");
        }
        served = true;
        try (RunningService service = RunningService.start(target)) {
            requireServed(service.http());
        }
    }

    private static void requireServed(Http http) {
        assertThat(Products.create(http, "Kiwi", 1).id()).isEqualTo("29999");
        assertThat(http.get("/api/v1/movie?slug=heat-by-mann").column("created"))
                .containsExactly("2019-01-31T23:59:59.000001Z");
        for (String name : List.of("user1@x.+-_", "user2@x.+-_")) {
            for (int signIn = 0; signIn < 2; signIn++) { // the first one replaces the hash
                assertThat(http.post("/api/token", Tokens.credentials(name, "correct horse"))
                                .status())
                        .as(name)
                        .isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
    void movesCarsAndTheAccountsOfSeveralSystems(Kind source) throws Exception {
        try (OldDatabase cars = OldDatabase.of(source, "flask");
                OldDatabase users = OldDatabase.of(source, "fastapi");
                OldDatabase movies = OldDatabase.of(source, "django")) {
            OldRows.flask(cars);
            OldRows.fastapi(users);

            assertThat(run(cars).out()).contains(figures("cars", "cars"));
            assertThat(run(users).out()).contains(figures("accounts", "users"));
            new MoveCheck(kind, target).requireFlask();
            new MoveCheck(kind, target).requireFastapi();

            movies.insert(
                    "auth_user", OldRows.DJANGO_ACCOUNT, List.<Object[]>of(account(movies, 3, "ada", false)).stream());
            CommandRun refused = run(movies);
            CommandRun clashing = run(movies, "--add");
            CommandRun added = run(movies, "--add", "--renumber-accounts");

            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("the target has 10,000 accounts that are not in the old database; --add keeps them;"
                            + " nothing was written");
            assertThat(clashing.err()).contains("1 row of accounts rejected: Another record has its id or a value");
            assertThat(added.out()).contains("\"kind\":\"accounts\",\"table\":\"auth_user\",\"read\":1,\"created\":1");
            assertThat(run(movies, "--add", "--renumber-accounts").out())
                    .contains("\"created\":0,\"changed\":0,\"unchanged\":1");
        }
    }

    @Test
    void mendsRowsThatBreakRulesIfAsked() throws Exception {
        Path report = directory.resolve("report.ndjson");
        try (OldDatabase old = OldDatabase.of(Kind.SQLITE, "django")) {
            insertOddRows(old);

            CommandRun strict = run(old);
            CommandRun skipping = run(old, "--skip-bad", "--dry-run");
            CommandRun run = run(old, "--mend", "--skip-bad", "--report", report.toString());
            CommandRun again = run(old, "--mend", "--skip-bad");

            assertThat(strict.exitCode()).isEqualTo(1);
            assertThat(strict.err())
                    .contains("rows cannot come over; --mend changes what can be changed", "nothing was written");
            assertThat(skipping.exitCode()).isZero();
            assertThat(run.exitCode()).isZero();
            assertThat(run.err())
                    .contains(
                            "1 row of products changed: product: Ensure this field has no more than 200 characters, first with id 1")
                    .contains("products changed: product: Null characters are not allowed")
                    .contains(
                            "1 row of products changed: price: Ensure this value is greater than or equal to 0, first with id 3")
                    .contains("1 row of products rejected: product: This field may not be blank, first with id 5")
                    .contains("1 row of movies changed: slug: another record has the same value")
                    .contains("1 row of movies changed: year: Ensure this value is greater than or equal to 0")
                    .contains("1 row of movies changed: slug: A slug has lower-case letters")
                    .contains("1 row of accounts changed: email: no e-mail address, first with id 2")
                    .contains("1 row of accounts changed: email: another record has the same value, first with id 4")
                    .contains("1 row of accounts changed: password: no hash that can be verified")
                    .contains("1 row of accounts rejected: username: A user name has no slashes");
            assertThat(Files.readAllLines(report))
                    .anySatisfy(
                            line -> assertThat(line)
                                    .isEqualTo(
                                            "{\"kind\":\"products\",\"id\":\"3\",\"outcome\":\"changed\",\"field\":\"price\","
                                                    + "\"reason\":\"Ensure this value is greater than or equal to 0.\",\"before\":\"-1\",\"after\":\"0\"}"))
                    .anySatisfy(line -> assertThat(line).contains("\"before\":\"md5$…\",\"after\":\"none\""))
                    .noneSatisfy(line -> assertThat(line).contains("secret"));
            assertThat(again.out()).doesNotContain("\"kept\":1").contains("\"created\":0");
            assertThat(new MoveCheck(kind, target)
                            .jdbc()
                            .sql("select product from products order by id")
                            .query(String.class)
                            .list())
                    .containsExactly("x".repeat(200), "ab", "minus", "much");
        }
    }

    private static void insertOddRows(OldDatabase old) {
        old.insert(
                "items_item",
                List.of("id", "product", "price"),
                List.of(
                        new Object[] {1, "x".repeat(201), 1},
                        new Object[] {2, "a\0b", 1},
                        new Object[] {3, "minus", -1},
                        new Object[] {4, "much", 99_999_999_999L},
                        new Object[] {5, " \u200b ", 1})
                        .stream());
        String time = "2020-01-01 00:00:00";
        old.insert(
                "movies_movie",
                List.of("id", "created", "modified", "title", "slug", "year"),
                List.of(
                        new Object[] {"00000000000000000000000000000001", time, time, "Heat", "heat", -5},
                        new Object[] {"00000000000000000000000000000002", time, time, "Heat", "heat", 1995},
                        new Object[] {"00000000000000000000000000000003", time, time, "Alien", "Alien", 1979})
                        .stream());
        Object[] noAddress = account(old, 2, "bob", false);
        noAddress[7] = "bob";
        Object[] one = account(old, 3, "cleo", false);
        one[7] = "same@example.org";
        Object[] other = account(old, 4, "dan", false);
        other[7] = "Same@example.org";
        Object[] unverifiable = account(old, 5, "eve", false);
        unverifiable[1] = "md5$salt$secret";
        old.insert(
                "auth_user",
                OldRows.DJANGO_ACCOUNT,
                List.of(account(old, 1, "a/b", true), noAddress, one, other, unverifiable).stream());
    }

    @Test
    void keepsWhatWasChangedSince() throws Exception {
        try (OldDatabase old = OldDatabase.of(Kind.SQLITE, "flask")) {
            old.execute("insert into cars values (4, 'VW', 'Golf', 2018)");
            run(old);
            old.execute("update cars set year = 2019");
            old.execute("insert into cars values (5, 'VW', 'Polo', 2020)");

            CommandRun again = run(old);

            assertThat(again.exitCode()).isZero();
            assertThat(again.out()).contains("\"read\":2,\"created\":1,\"changed\":0,\"unchanged\":0,\"kept\":1");
            assertThat(again.err()).contains("1 row of cars kept: stored already, with other values than the old row");
            assertThat(new MoveCheck(kind, target)
                            .jdbc()
                            .sql("select model_year from cars where id = 4")
                            .query(Long.class)
                            .single())
                    .isEqualTo(2018);
        }
    }

    @Test
    void saysWhatItCannotRead() throws Exception {
        try (OldDatabase old = OldDatabase.of(Kind.SQLITE, "flask")) {
            old.execute("create table \"Old fleet\" (id integer, brand text, model text, year integer, colour text)");
            old.execute("insert into \"Old fleet\" values (4, 'VW', 'Golf', 2018, 'red')");

            assertThat(run(old).err()).contains("several tables look like cars: [Old fleet, cars]");
            assertThat(run(old, "--table", "cars=lorries").err())
                    .contains("there is no table lorries with the columns");
            assertThat(run(old, "--only", "movies").err()).contains("no table of the old database looks like");
            CommandRun named = run(old, "--table", "cars=Old fleet");
            assertThat(named.exitCode()).isZero();
            assertThat(named.err()).contains("columns of Old fleet that have no place here: [colour]");
        }
    }

    @Test
    void refusesWrongArguments() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.jar"));
        assertMisuse("there is no system rails", "rails", "--url", "jdbc:sqlite:x");
        assertMisuse("a system and --url are needed", "django");
        assertMisuse("the URL must begin with jdbc:", "django", "--url", "sqlite:x");
        assertMisuse("the URL has a password", "django", "--url", "jdbc:postgresql://h/d?user=u&password=geheim");
        assertMisuse("the URL has a password", "django", "--url", "jdbc:mysql://u:geheim@h/d");
        assertMisuse("there is no option --password", "django", "--url", "jdbc:sqlite:x", "--password", "geheim");
        assertMisuse("there are no lorries", "django", "--url", "jdbc:sqlite:x", "--only", "lorries");
        assertMisuse("--table takes KIND=NAME", "django", "--url", "jdbc:sqlite:x", "--table", "cars");
        assertMisuse(
                "--password-file cannot be read", "django", "--url", "jdbc:sqlite:x", "--password-file", "nowhere");
        assertFailure("there is no file nowhere.sqlite3", "--url", "jdbc:sqlite:nowhere.sqlite3");
        assertFailure("there is no driver for jdbc:db2:", "--url", "jdbc:db2://h/d");
        assertFailure("there is no driver for jdbc:db2:", "--url", "jdbc:db2://h/d", "--driver", empty.toString());
        assertFailure("there is no file no.jar", "--url", "jdbc:db2://h/d", "--driver", "no.jar");
    }

    @Test
    void loadsADriverFromItsJar() throws Exception {
        Path jar = Path.of(Class.forName("org.sqlite.JDBC")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (OldDatabase old = OldDatabase.of(Kind.SQLITE, "flask")) {
            old.execute("insert into cars values (4, 'VW', 'Golf', 2018)");

            assertThat(run(old, "--driver", jar.toString()).out()).contains("\"created\":1");
        }
    }

    static Object[] account(OldDatabase old, int id, String name, boolean staff) {
        return new Object[] {
            id,
            OldRows.BCRYPT,
            null,
            false,
            name,
            "",
            "",
            "",
            staff,
            true,
            OldRows.time(old, Instant.parse("2020-01-01T00:00:00Z"))
        };
    }

    private static String figures(String kind, String table) {
        return "{\"kind\":\"" + kind + "\",\"table\":\"" + table
                + "\",\"read\":10000,\"created\":10000,\"changed\":0,\"unchanged\":0,\"kept\":0,\"rejected\":0}";
    }

    private void assertMisuse(String sentence, String... arguments) {
        CommandRun run = CommandRun.of(new MigrateFromCommand(), target, List.of(arguments));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(sentence).contains("usage: ").doesNotContain("geheim");
    }

    private void assertFailure(String sentence, String... options) {
        List<String> arguments = new ArrayList<>(List.of("django"));
        arguments.addAll(List.of(options));
        CommandRun run = CommandRun.of(new MigrateFromCommand(), target, arguments);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(sentence).doesNotContain("Exception");
    }

    private CommandRun run(OldDatabase old, String... options) {
        List<String> arguments = new ArrayList<>(old.options());
        arguments.addAll(List.of(options));
        return CommandRun.of(new MigrateFromCommand(), target, arguments);
    }
}
