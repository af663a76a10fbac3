package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.MoveCheck;
import io.github.stockroom.bootstrap.testing.OldDatabase;
import io.github.stockroom.bootstrap.testing.OldDatabase.Kind;
import io.github.stockroom.bootstrap.testing.OldRows;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves whose rows clash with each other, with stored records or with the next ids, on each database. */
@OnEachDatabase
class MigrateFromClashTest {

    private static final String TAKEN = "accounts rejected: Another record has its id or a value that no two may share";

    private final DatabaseKind kind;
    private final OwnDatabase target;

    @TempDir
    private Path directory;

    MigrateFromClashTest(DatabaseKind kind) {
        this.kind = kind;
        target = kind.create();
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void leavesNoAccountToAStrangerOfItsName() throws Exception {
        try (OldDatabase movies = OldDatabase.of(Kind.SQLITE, "django");
                OldDatabase users = OldDatabase.of(Kind.SQLITE, "fastapi")) {
            movies.insert(
                    "auth_user",
                    OldRows.DJANGO_ACCOUNT,
                    Stream.of(
                            MigrateFromTest.account(movies, 1, "user5", false),
                            MigrateFromTest.account(movies, 2, "adam", false)));
            run(movies);
            insertUser(users, 11, "user5", OldRows.PBKDF2, "user");
            insertUser(users, 12, "adam", OldRows.PBKDF2, "admin");
            insertUser(users, 13, "eve", OldRows.PBKDF2, "user");

            for (String ids : List.of("--renumber-accounts", "--dry-run")) {
                CommandRun strict = run(users, "--add", ids);
                assertThat(strict.exitCode()).as(ids).isEqualTo(1);
                assertThat(strict.err()).contains("2 rows of " + TAKEN + ", first with id 11, 12");
            }
            CommandRun skipping = run(users, "--add", "--renumber-accounts", "--skip-bad");

            assertThat(skipping.exitCode()).isZero();
            assertThat(skipping.out())
                    .contains("\"created\":1,\"changed\":0,\"unchanged\":0,\"kept\":0,\"rejected\":2");
            assertThat(names()).containsExactly("user5", "adam", "eve");
        }
    }

    @Test
    void namesAnAccountOfTheSameIdWithAnotherPassword() throws Exception {
        try (OldDatabase users = OldDatabase.of(Kind.SQLITE, "fastapi");
                OldDatabase others = OldDatabase.of(Kind.SQLITE, "fastapi")) {
            insertUser(users, 1, "admin", OldRows.BCRYPT, "admin");
            insertUser(others, 1, "admin", OldRows.PBKDF2, "admin");
            run(users);

            assertThat(run(users).out()).contains("\"unchanged\":1,\"kept\":0");
            assertThat(run(others).err()).contains("1 row of accounts kept: stored already, with other values");
        }
    }

    @Test
    void rejectsNamesThatBecomeTheSameFarApart() throws Exception {
        try (OldDatabase users = OldDatabase.of(Kind.SQLITE, "fastapi")) {
            users.insert(
                    "users",
                    List.of("id", "user_name", "hashed_password", "role"),
                    IntStream.rangeClosed(1, 1_500).mapToObj(i -> new Object[] {
                        i, i == 1 ? "adam" : i == 1_500 ? "\uff41dam" : "user" + i, OldRows.BCRYPT, "user"
                    }));

            for (String ids : List.of("--renumber-accounts", "--dry-run")) {
                CommandRun run = run(users, ids);
                assertThat(run.exitCode()).as(ids).isEqualTo(1);
                assertThat(run.err()).contains("1 row of " + TAKEN + ", first with id 1500");
            }
            stranger();
            CommandRun foreign = run(users, "--renumber-accounts", "--skip-bad");
            CommandRun added = run(users, "--renumber-accounts", "--skip-bad", "--add");

            assertThat(foreign.err()).contains("the target has 1 accounts that are not in the old database");
            assertThat(added.out())
                    .contains("\"created\":1499,\"changed\":0,\"unchanged\":0,\"kept\":0,\"rejected\":1");
        }
    }

    @Test
    void givesIdsBehindRowsThatWereInsertedBySql() throws Exception {
        try (OldDatabase users = OldDatabase.of(Kind.SQLITE, "fastapi")) {
            insertUser(users, 11, "eve", OldRows.BCRYPT, "user");
            run(users, "--dry-run");
            stranger();

            CommandRun run = run(users, "--add", "--renumber-accounts");

            assertThat(run.out()).contains("\"outcome\":\"done\"").contains("\"created\":1,");
            assertThat(names()).containsExactly("zoe", "eve");
        }
    }

    @Test
    void saysThatTheMoveIsStoredIfTheNextIdsAreNotSet() throws Exception {
        try (OldDatabase cars = OldDatabase.of(Kind.SQLITE, "flask")) {
            cars.execute("insert into cars values (7, 'VW', 'Golf', 2018)");
            run(cars, "--dry-run");
            new MoveCheck(kind, target)
                    .jdbc()
                    .sql("alter table cars alter column id set maxvalue 5")
                    .update();

            CommandRun run = run(cars);

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains("; the move is stored. The same command")
                    .doesNotContain("nothing was written");
            assertThat(run.out()).contains("\"outcome\":\"failed\"").contains("\"created\":1");
            assertThat(jdbc("select model from cars")).containsExactly("Golf");
        }
    }

    @Test
    void keepsNoIdThatLeavesNoRoomBehindIt() throws Exception {
        try (OldDatabase cars = OldDatabase.of(Kind.SQLITE, "flask");
                OldDatabase users = OldDatabase.of(Kind.SQLITE, "fastapi")) {
            cars.execute("insert into cars values (999999999999999999, 'VW', 'Golf', 2018)");
            users.execute("insert into users values (100000000000000000, 'eve', '" + OldRows.BCRYPT + "', 'user')");
            String sentence = "rejected: id: Ensure this value is less than or equal to 99999999999999999, first";

            assertThat(run(cars).err()).contains("1 row of cars " + sentence);
            assertThat(run(users, "--mend").err()).contains("1 row of accounts " + sentence);
            cars.execute("update cars set id = 99999999999999999");
            assertThat(run(cars).exitCode()).isZero();
        }
    }

    @Test
    void tellsWhatUniqueValuesBecome() throws Exception {
        Path report = directory.resolve("report.ndjson");
        try (OldDatabase old = OldDatabase.of(Kind.SQLITE, "django")) {
            for (String id : List.of("0b6d3a3e1", "0b6d3a3e2", "0b6d3a3e3")) {
                old.insert(
                        "movies_movie",
                        List.of("id", "created", "modified", "title", "slug", "year"),
                        Stream.<Object[]>of(new Object[] {
                            id + "0".repeat(23),
                            "2020-01-01 00:00:00",
                            "2020-01-01 00:00:00",
                            "H",
                            "h".repeat(250),
                            1995
                        }));
            }
            Object[] one = MigrateFromTest.account(old, 3, "cleo", false);
            Object[] other = MigrateFromTest.account(old, 4, "dan", false);
            one[7] = "same@example.org";
            other[7] = "Same@example.org";
            old.insert("auth_user", OldRows.DJANGO_ACCOUNT, Stream.of(one, other));

            CommandRun run = run(old, "--mend", "--report", report.toString());

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(Files.readString(report))
                    .contains("\"field\":\"slug\",\"reason\":\"another record has the same value\",\"before\":\""
                            + "h".repeat(200) + "\",\"after\":\"" + "h".repeat(200))
                    .contains("\"field\":\"email\",\"reason\":\"another record has the same value\","
                            + "\"before\":\"Same@example.org\",\"after\":\"\"");
            assertThat(jdbc("select slug from movies order by slug desc"))
                    .containsExactlyInAnyOrder(
                            "h".repeat(250),
                            "h".repeat(222) + "-0b6d3a3e2" + "0".repeat(23),
                            "h".repeat(222) + "-0b6d3a3e3" + "0".repeat(23));
        }
    }

    @Test
    void mendsUntilNoRuleIsBroken() throws Exception {
        try (OldDatabase old = OldDatabase.of(Kind.SQLITE, "django")) {
            old.insert(
                    "movies_movie",
                    List.of("id", "created", "modified", "title", "slug", "year"),
                    Stream.<Object[]>of(new Object[] {
                        "0".repeat(31) + "1",
                        "2020-01-01 00:00:00",
                        "2020-01-01 00:00:00",
                        "\0" + "Heat".repeat(100),
                        "\0" + "HEAT".repeat(100),
                        -5
                    }));

            CommandRun run = run(old, "--mend");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(jdbc("select slug from movies"))
                    .containsExactly("heat".repeat(100).substring(0, 255));
        }
    }

    private static void insertUser(OldDatabase old, int id, String name, String hash, String role) {
        old.insert("users", List.of("id", "user_name", "hashed_password", "role"), Stream.<Object[]>of(new Object[] {
            id, name, hash, role
        }));
    }

    /** Inserts an account by SQL, which leaves the sequence behind. */
    private void stranger() {
        new MoveCheck(kind, target).jdbc().sql("""
                insert into accounts (id, version, username, first_name, last_name, role, active, password_hash,
                    token_version, joined)
                values (1, 1, 'zoe', '', '', 'user', true, '!', 0, current_timestamp)""").update();
    }

    private List<String> names() {
        return jdbc("select username from accounts order by id");
    }

    private List<String> jdbc(String select) {
        return new MoveCheck(kind, target)
                .jdbc()
                .sql(select)
                .query(String.class)
                .list();
    }

    private CommandRun run(OldDatabase old, String... options) {
        List<String> arguments = new ArrayList<>(old.options());
        arguments.addAll(List.of(options));
        return CommandRun.of(new MigrateFromCommand(), target, arguments);
    }
}
