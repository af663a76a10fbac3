package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports that keep ids, or update records by a key, on each database. */
@OnEachDatabase
class ImportKeysTest {

    private static final String MOVIES = """
            id,created,modified,title,description,slug,year
            0b6d3a3e-5a2f-4d1c-8f1e-2f5f0c1d9a11,2019-03-01T10:00:00Z,2020-04-02T11:30:00.5Z,Heat,,heat-by-mann,1995
            """;

    private final OwnDatabase database;
    private boolean served;

    @TempDir
    private Path directory;

    ImportKeysTest(DatabaseKind kind) {
        database = kind.create();
    }

    @AfterEach
    void close() {
        if (!served) {
            database.close();
        }
    }

    @Test
    void saysThatItRenumbers() throws IOException {
        Path file = file("products.csv", "id,product,price\n3,Apple,1\n7,Pear,2\n12,Fig,3\n");

        CommandRun run = run("products", file);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains("3 rows bring an id along; each record gets a new one")
                .contains("--keep-ids");
        assertThat(run.out()).contains("\"created\":3,").contains("\"renumbered\":3");
        served(http -> assertThat(http.get(Products.PATH).column("id")).containsExactly("1", "2", "3"));
    }

    @Test
    void keepsIdsAndGoesOnBehindThem() throws IOException {
        Path file = file("products.csv", "id,product,price\n3,Apple,1\n7,Pear,2\n12,Fig,3\n");

        CommandRun run = run("products", file, "--keep-ids");

        assertThat(run.out()).contains("\"created\":3,").doesNotContain("renumbered");
        assertThat(run.err()).isEmpty();
        served(http -> {
            assertThat(http.get(Products.PATH).column("id")).containsExactly("3", "7", "12");
            assertThat(Products.create(http, "Kiwi", 4).id()).isEqualTo("13");
        });
    }

    @Test
    void keepsNoIdThatLeavesNoRoomBehindIt() throws IOException {
        Path far = file("far.csv", "id,product,price\n100000000000000000,Apple,1\n");
        Path last = file("last.csv", "id,product,price\n99999999999999999,Apple,1\n");

        assertThat(run("products", far, "--keep-ids").err())
                .contains("id: Ensure this value is less than or equal to 99999999999999999");
        assertThat(run("products", last, "--keep-ids").exitCode()).isZero();
        served(http -> {
            var created = Products.create(http, "Kiwi", 4);
            assertThat(created.id()).isEqualTo("100000000000000000");
            assertThat(http.get(Products.path(created)).status()).isEqualTo(200);
        });
    }

    @Test
    void keepsSlugsAndTimesOfMovies() throws IOException {
        Path file = file("movies.csv", MOVIES);

        assertThat(run("movies", file, "--keep-ids").out()).contains("\"created\":1,");

        served(http -> assertThat(http.get("/api/v1/movie").text())
                .isEqualTo("[{\"id\":\"0b6d3a3e-5a2f-4d1c-8f1e-2f5f0c1d9a11\","
                        + "\"created\":\"2019-03-01T10:00:00.000000Z\",\"modified\":\"2020-04-02T11:30:00.500000Z\","
                        + "\"title\":\"Heat\",\"description\":null,\"slug\":\"heat-by-mann\",\"year\":1995}]"));
    }

    @Test
    void rejectsRowsWhoseIdOrSlugIsTaken() throws IOException {
        run("movies", file("movies.csv", MOVIES), "--keep-ids");
        Path again = file("again.csv", MOVIES + """
                1b6d3a3e-5a2f-4d1c-8f1e-2f5f0c1d9a11,,,Heat,,heat-by-mann,1995
                2b6d3a3e-5a2f-4d1c-8f1e-2f5f0c1d9a11,,,Alien,,alien,1979
                2b6d3a3e-5a2f-4d1c-8f1e-2f5f0c1d9a11,,,Aliens,,aliens,1986
                3b6d3a3e-5a2f-4d1c-8f1e-2f5f0c1d9a11,,,Aliens,,Aliens!,1986
                """);

        CommandRun strict = run("movies", again, "--keep-ids");
        CommandRun skipping = run("movies", again, "--keep-ids", "--skip-bad");

        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.err()).contains("line 6: slug: A slug has lower-case letters");
        assertThat(skipping.exitCode()).isZero();
        assertThat(skipping.err())
                .contains("2 rows: id: Another record has this id, first at lines 2, 5")
                .contains("line 3: Another record has a value that no two may share");
        assertThat(skipping.out()).contains("\"read\":5,\"created\":1,\"rejected\":4");
        served(http -> assertThat(http.get("/api/v1/movie?sort=slug").column("slug"))
                .containsExactly("alien", "heat-by-mann"));
    }

    @Test
    void writesNothingIfTheIdOfTheLastRowIsTaken() throws IOException {
        run("products", file("products.csv", "id,product,price\n3,Apple,1\n"), "--keep-ids");

        CommandRun run = run("products", file("more.csv", "id,product,price\n1,Fig,1\n3,Pear,2\n"), "--keep-ids");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("line 3: id: Another record has this id; nothing was written");
        assertThat(run.out()).contains("\"created\":0,");
        served(http -> assertThat(http.get(Products.PATH).column("id")).containsExactly("3"));
    }

    @Test
    void updatesRecordsByAKey() throws IOException {
        run("movies", file("movies.csv", MOVIES), "--keep-ids");
        Path file = file("changed.csv", "slug,title,year\nheat-by-mann,Heat,1996\nalien,Alien,1979\n");

        assertThat(run("movies", file, "--on", "slug").out()).contains("\"created\":1,\"updated\":1,\"unchanged\":0");
        CommandRun again = run("movies", file, "--on", "slug");

        assertThat(again.out()).contains("\"created\":0,\"updated\":0,\"unchanged\":2");
        served(http -> {
            assertThat(http.get("/api/v1/movie?sort=year").column("slug")).containsExactly("alien", "heat-by-mann");
            assertThat(http.get("/api/v1/movie?slug=heat-by-mann").text())
                    .contains("0b6d3a3e-5a2f-4d1c-8f1e-2f5f0c1d9a11", "2019-03-01T10:00:00", "\"year\":1996");
        });
    }

    @Test
    void updatesByIdAndRejectsAmbiguousKeys() throws IOException {
        Path file = file("products.csv", "id,product,price\n3,Apple,1\n7,Apple,2\n12,Fig,3\n");
        run("products", file, "--keep-ids");

        CommandRun byId =
                run("products", file("p.csv", "id,product,price\n7,Pear,2\n9,Kiwi,1\n"), "--on", "id", "--keep-ids");
        CommandRun byName =
                run("products", file("q.csv", "product,price\nPear,20\nFig,30\nFig,31\nPlum,1\n"), "--on", "product");
        run("products", file("r.csv", "product,price\nFig,1\n"));
        CommandRun ambiguous = run("products", file("s.csv", "product,price\nFig,2\n"), "--on", "product");

        assertThat(byId.out()).contains("\"created\":1,\"updated\":1,\"unchanged\":0");
        assertThat(byName.out()).contains("\"created\":1,\"updated\":3,\"unchanged\":0");
        assertThat(ambiguous.exitCode()).isEqualTo(1);
        assertThat(ambiguous.err()).contains("line 2: product: Several records have this value; nothing was written");
        served(http -> assertThat(http.get(Products.PATH).text())
                .isEqualTo("[{\"id\":3,\"product\":\"Apple\",\"price\":1},{\"id\":7,\"product\":\"Pear\",\"price\":20},"
                        + "{\"id\":9,\"product\":\"Kiwi\",\"price\":1},{\"id\":12,\"product\":\"Fig\",\"price\":31},"
                        + "{\"id\":13,\"product\":\"Plum\",\"price\":1},{\"id\":14,\"product\":\"Fig\",\"price\":1}]"));
    }

    @Test
    void updatesMoreRowsThanAChunkHolds() throws IOException {
        StringBuilder rows = new StringBuilder("id,product,price\n");
        for (int id = 2; id <= 5_000; id += 2) {
            rows.append(id).append(",p").append(id).append(",1\n");
        }
        Path file = file("products.csv", rows.toString());
        assertThat(run("products", file, "--keep-ids").out()).contains("\"created\":2500,");

        CommandRun run = run("products", file("more.csv", rows.toString().replace(",1\n", ",2\n")), "--on", "product");

        assertThat(run.out()).contains("\"created\":0,\"updated\":2500,\"unchanged\":0");
        assertThat(run.err()).contains("2,500 rows bring an id along; records that are new get other ones");
    }

    @Test
    void refusesUnknownKeys() throws IOException {
        Path file = file("products.csv", "id,product,price\n3,Apple,1\n");

        assertThat(run("products", file, "--on", "slug").err())
                .contains("--on needs a field of products, one of [id, ");
        assertThat(run("products", file, "--on", "id").err()).contains("--on id goes with --keep-ids");
        assertThat(run("products", file, "--on", "slug").exitCode()).isEqualTo(2);
    }

    @Test
    void namesAFileThatIsNotThere() {
        Path file = directory.resolve("none.csv");

        assertThat(run("products", file).err()).startsWith("import: " + file + " (");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private CommandRun run(String resource, Path file, String... options) {
        List<String> arguments = new ArrayList<>(List.of(resource, file.toString()));
        arguments.addAll(List.of(options));
        return CommandRun.of(new ImportCommand(), database, arguments);
    }

    private void served(Consumer<Http> check) {
        served = true; // and closed with the service
        try (RunningService service = RunningService.start(database)) {
            check.accept(service.http());
        }
    }
}
