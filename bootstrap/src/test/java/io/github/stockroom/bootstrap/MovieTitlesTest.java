package io.github.stockroom.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.Pages;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.ResourceUnderTest;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Three thousand movies with real titles go in and come back as they were, in the order of the old system made total.
 */
@OnEachDatabase
class MovieTitlesTest {

    private static final String MOVIES = "/api/v1/movie";
    private static final int COUNT = 3_000;
    private static final List<String> DESCRIPTIONS = List.of("null", "\"\"", "\"Vorüber, voilà\"");

    private final DatabaseKind database;

    MovieTitlesTest(DatabaseKind database) {
        this.database = database;
    }

    @Test
    void comeBackUnchangedByYearAndId() throws IOException {
        try (RunningService service = RunningService.start(database, "stockroom.access.movies.write=anonymous")) {
            Http http = service.http();
            List<JsonNode> created = createAll(http);
            assertThat(created).extracting(movie -> movie.required("slug")).doesNotHaveDuplicates();
            List<JsonNode> expected = created.stream()
                    .sorted(Comparator.<JsonNode>comparingLong(
                                    movie -> movie.required("year").longValue())
                            .thenComparing(movie -> movie.required("id").stringValue()))
                    .toList();
            assertThat(items(http.get(MOVIES))).isEqualTo(expected);
            assertThat(Pages.walk(http, MOVIES + "?limit=487").stream()
                            .flatMap(page -> items(page).stream())
                            .toList())
                    .isEqualTo(expected);
        }
    }

    private static List<JsonNode> createAll(Http http) throws IOException {
        List<String> titles = titles();
        List<JsonNode> created = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            String title = titles.get(i % titles.size()) + (i % 3 == 0 ? " " + i : "");
            String description = DESCRIPTIONS.get(i % DESCRIPTIONS.size());
            int year = 1900 + i * 7 % 125;
            Reply reply = http.post(
                    MOVIES,
                    "{\"title\":" + ResourceUnderTest.quote(title) + ",\"description\":" + description + ",\"year\":"
                            + year + "}");
            assertThat(reply.status()).as(title).isEqualTo(201);
            JsonNode movie = reply.json();
            assertThat(movie.required("title").stringValue()).isEqualTo(title);
            assertThat(movie.required("description").toString()).isEqualTo(description);
            assertThat(movie.required("year").intValue()).isEqualTo(year);
            created.add(movie);
        }
        return created;
    }

    private static List<String> titles() throws IOException {
        try (var text = MovieTitlesTest.class.getResourceAsStream("/movie-titles.txt")) {
            return new String(text.readAllBytes(), UTF_8).lines().toList();
        }
    }

    private static List<JsonNode> items(Reply list) {
        return Stream.of(list.json()).flatMap(JsonNode::valueStream).toList();
    }
}
