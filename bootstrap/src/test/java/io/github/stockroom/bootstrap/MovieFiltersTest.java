package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Filters by time and by empty text (docs/contract.md: Filter a list). The service is shared: a title tells the movies
 * apart.
 */
@OnEachDatabase
class MovieFiltersTest {

    private static final String MOVIES = "/api/v1/movie";

    private final Http http;
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    MovieFiltersTest(DatabaseKind database) {
        http = database.service().http();
    }

    @BeforeEach
    void createMovies() {
        create("none", "null", 1);
        create("empty", "\"\"", 2);
        create("full", "\"x\"", 3);
    }

    /**
     * As Python's {@code isoformat()} and {@code strftime("%z")}, Ruby's {@code to_s} and date pickers write a time
     * (OData/WebApi#2211).
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2001-02-03T04:05:06+00:00",
                "2001-02-03T04:05:06%2B00:00",
                "2001-02-03T04:05:06+0200",
                "2001-02-03T04:05:06%2B0200",
                "2001-02-03T04:05:06-0330",
                "2001-02-03T04:05:06.123456Z",
                "2001-02-03%2004:05:06Z",
                "2001-02-03+04:05:06+02",
                "2001-02-03%2004:05:06%20UTC",
                "2001-02-03%2004:05:06%20+0000",
                "2001-02-03",
                "%202001-02-03%20"
            })
    void takesTheSpellingsOfATime(String time) {
        assertThat(found("created__gte=" + time + "&created__gt=" + time)).isEqualTo("1 2 3");
        assertThat(found("created__lt=" + time)).isEmpty();
        assertThat(found("created__in=" + time + "," + time)).isEmpty();
    }

    @Test
    void readsAnUnencodedPlusAsAnOffset() {
        String created =
                http.get(MOVIES + "?q=" + mark + "&limit=1").column("created").get(0);
        String local = created.replace("Z", "+00:00");
        assertThat(found("created__in=" + local)).startsWith("1");
        assertThat(found("created=" + local)).startsWith("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2001-02-03T04:05:06", "03.02.2001", "2001-02-30", "yesterday", "2001-02-03T04:05:06+++02:00"})
    void saysHowATimeIsWritten(String time) {
        Reply refused = http.get(MOVIES + "?created__gte=" + time);
        assertThat(assertProblem(refused, 400, "invalid-parameter")
                        .required("detail")
                        .stringValue())
                .contains("%2B", "2026-01-31T12:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "description=, 1 2 3",
        "description=%22%22, 2",
        "description__ne=%22%22, 1 3",
        "'description__in=%22%22,x', 2 3",
        "description__gt=%22%22, 3",
        "description__isnull=f, 2 3",
        "description__isnull=T, 1"
    })
    void asksForEmptyTextByAPairOfQuotes(String query, String expected) {
        assertThat(found(query)).isEqualTo(expected);
    }

    private void create(String title, String description, int year) {
        String body = "{\"title\":\"%s %s\",\"description\":%s,\"year\":%d}".formatted(mark, title, description, year);
        assertThat(http.post(MOVIES, body).status()).isEqualTo(201);
    }

    /** The years of what is found. */
    private String found(String query) {
        Reply found = http.get(MOVIES + "?q=" + mark + "&sort=year&" + query);
        assertThat(found.status()).as(found.toString()).isEqualTo(200);
        return String.join(" ", found.column("year"));
    }
}
