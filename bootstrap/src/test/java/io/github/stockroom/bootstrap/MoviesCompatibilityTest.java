package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The requests that the React front end of the old movies system sends, and the responses that it expects
 * (docs/contract.md: Movies). The service is shared.
 */
@OnEachDatabase
class MoviesCompatibilityTest {

    private static final String MOVIES = "/api/v1/movie";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";

    private final Http http;

    MoviesCompatibilityTest(DatabaseKind database) {
        http = database.service().http();
    }

    @Test
    void aRecordHasTheFieldsOfTheOldSystem() {
        Reply created = create("A Trip to the Moon", "1902");
        assertThat(created.text())
                .matches("\\{\"id\":\"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}\",\"created\":\"" + TIME
                        + "\",\"modified\":\"" + TIME + "\",\"title\":\"A Trip to the Moon\",\"description\":null,"
                        + "\"slug\":\"a-trip-to-the-moon(-\\d+)?\",\"year\":1902}");
        assertThat(created.header("Location")).endsWith(MOVIES + "/" + created.id());
    }

    @Test
    void everyFormOfThePathLeadsToTheRecord() {
        Reply created = create("Forms", "1999");
        String id = created.id();
        for (String path : forms(id)) {
            assertThat(http.get(path).text()).as(path).isEqualTo(created.text());
            assertThat(http.send("HEAD", path, new byte[0]).status()).as(path).isEqualTo(200);
            assertThat(http.send("OPTIONS", path, new byte[0]).header("Allow"))
                    .as(path)
                    .isEqualTo("GET, HEAD, PUT, PATCH, DELETE, OPTIONS");
            assertThat(http.put(path, "{\"title\":\"Forms\",\"year\":1999}").etag())
                    .as(path)
                    .isEqualTo("\"1\"");
            assertThat(http.patch(path, "{\"title\":\"Forms\"}").text())
                    .as(path)
                    .isEqualTo(created.text());
            assertProblem(http.post(path, "{}"), 405, "method_not_allowed");
        }
        for (int form = 0; form < forms(id).size(); form++) {
            String path = forms(create("Forms", "1999").id()).get(form);
            assertThat(http.delete(path).status()).as(path).isEqualTo(204);
            assertProblem(http.delete(path), 404, "not_found");
        }
    }

    @Test
    void whatIsGluedButNoIdIsNoPath() {
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            assertProblem(http.send(method, MOVIES + "s", new byte[0]), 404, "not_found");
        }
        Reply page = http.get(MOVIES + "abc", "Accept: text/html");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.header("Content-Type")).startsWith("text/html");
    }

    @Test
    void theFrontEndShoutsATitleOnTheGluedPath() {
        Reply created = create("Amélie", "2001");
        Reply shouted = http.patch(MOVIES + created.id(), "{\"title\":\"AMÉLIE\"}");
        assertThat(shouted.status()).isEqualTo(200);
        assertThat(shouted.json().required("title").stringValue()).isEqualTo("AMÉLIE");
        assertThat(shouted.json().required("slug")).isEqualTo(created.json().required("slug"));
        assertThat(shouted.json().required("created")).isEqualTo(created.json().required("created"));
        assertThat(shouted.json().required("modified").stringValue())
                .isGreaterThan(created.json().required("modified").stringValue());
    }

    @Test
    void aDescriptionMayBeAbsentEmptyOrLong() {
        String id = create("Described", "2000").id();
        String path = MOVIES + "/" + id;
        String essay = "Ü".repeat(200_000);
        assertThat(description(http.patch(path, "{\"description\":\"\"}"))).isEqualTo("\"\"");
        assertThat(description(http.patch(path, "{\"description\":\"" + essay + "\"}")))
                .isEqualTo("\"" + essay + "\"");
        assertThat(description(http.patch(path, "{\"year\":2001}"))).hasSizeGreaterThan(essay.length());
        assertThat(description(http.patch(path, "{\"description\":null}"))).isEqualTo("null");
        http.patch(path, "{\"description\":\"x\"}");
        assertThat(description(http.put(path, "{\"title\":\"Described\",\"year\":2001}")))
                .isEqualTo("null");
    }

    @Test
    void aTagTakenUnderGzipIsTheTagOfTheRecord() {
        String path = MOVIES + "/" + create("Zipped", "2000").id();
        http.patch(path, "{\"description\":\"" + "long ".repeat(1_000) + "\"}");
        Reply zipped = http.get(path, "Accept-Encoding: gzip");
        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        String held = "If-None-Match: " + zipped.etag();
        assertThat(http.get(path, "Accept-Encoding: gzip", held).status()).isEqualTo(304);
        Reply readable = http.get(path, "Accept-Encoding: identity", held);
        assertThat(readable.status()).isEqualTo(200);
        assertThat(readable.has("Content-Encoding")).isFalse();
        assertThat(http.patch(path, "{\"year\":2001}", "If-Match: " + zipped.etag())
                        .status())
                .isEqualTo(200);
        assertProblem(http.patch(path, "{\"year\":2002}", "If-Match: " + zipped.etag()), 412, "precondition_failed");
    }

    @Test
    void whatClientsMayNotDecideIsIgnored() {
        Reply created = http.post(
                MOVIES,
                "{\"title\":\"Ignored\",\"year\":2000,\"slug\":\"mine\",\"created\":\"x\",\"story_line\":\"old tests\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().required("slug").stringValue()).startsWith("ignored");
    }

    @Test
    void errorsOfTheTitleDoNotReplaceTheTitleOfTheProblem() {
        var problem = assertProblem(http.post(MOVIES, "{\"title\":\"\",\"year\":-1}"), 400, "validation");
        assertThat(problem.required("title").stringValue()).isEqualTo("Validation failed");
        assertThat(problem.required("errors").size()).isEqualTo(2);
        assertThat(problem.required("year").size()).isEqualTo(1);
    }

    @Test
    void sixteenClientsWithOneTitleGetSixteenSlugs() throws Exception {
        var pool = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Reply>> clients = IntStream.range(0, 16)
                    .<Callable<Reply>>mapToObj(i -> () -> create("All at Once", "2022"))
                    .toList();
            Set<String> slugs = pool.invokeAll(clients).stream()
                    .map(MoviesCompatibilityTest::outcome)
                    .map(reply -> reply.json().required("slug").stringValue())
                    .collect(Collectors.toSet());
            assertThat(slugs).hasSize(16).allMatch(slug -> slug.matches("all-at-once(-\\d+)?"));
        } finally {
            pool.shutdown();
        }
    }

    private static Reply outcome(Future<Reply> reply) {
        try {
            return reply.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> forms(String id) {
        return Stream.of(id, id.toUpperCase(Locale.ROOT))
                .flatMap(name -> Stream.of(MOVIES + "/" + name, MOVIES + name))
                .flatMap(path -> Stream.of(path, path + "/"))
                .toList();
    }

    private static String description(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.json().required("description").toString();
    }

    private Reply create(String title, String year) {
        Reply created = http.post(MOVIES, "{\"title\":\"" + title + "\",\"year\":\"" + year + "\"}");
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created;
    }
}
