package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.Reply;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd paths, ids and methods. */
class OddPathTest extends OddCaseSuite {

    @Test
    void trailingSlashMakesNoDifferenceToAnyMethod() {
        String slashed = resource.path() + "/";
        Reply created = http.post(slashed, resource.body());
        assertThat(created.status()).isEqualTo(201);
        String record = resource.path(created.id());
        assertThat(created.header("Location")).isEqualTo(http.base() + record);

        assertThat(http.get(slashed + "?limit=1").status()).isEqualTo(200);
        assertThat(http.head(slashed + "?limit=1").status()).isEqualTo(200);
        assertThat(http.options(slashed).header("Allow"))
                .isEqualTo(http.options(resource.path()).header("Allow"));
        assertThat(http.get(record + "/").text()).isEqualTo(created.text());
        assertThat(http.put(record + "/", resource.bodyFor(created, "Pear", resource.minNumber()))
                        .status())
                .isEqualTo(200);
        assertThat(http.patch(record + "/", "{}").status()).isEqualTo(200);
        assertThat(http.options(record + "/").status()).isEqualTo(200);
        assertThat(http.delete(record + "/").status()).isEqualTo(204);
        assertProblem(http.get(record + "/"), 404, "not_found");
        assertProblem(http.delete(slashed), 405, "method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//",
                "//%s",
                "/;x=1/%s",
                "/%s;x=1",
                "/%s//",
                "/%%2F%s",
                "/%%2f%s",
                "/%s%%00",
                "/%%00",
                "%%2F%s",
                ";x=1",
                "/..",
                "/%s/..",
                "/../../healthz",
                "/./%s",
                "/%s/.",
                "/x/../%s",
                "/%%2e%%2e/%s",
                "/.%%2E/%s",
                "/%%2e/%s",
                "/%%252e%%252e/%s"
            })
    void refusesPathsThatCanBeReadInTwoWays(String suffix) {
        Reply record = create();
        String target = resource.path() + suffix.formatted(record.id());
        assertProblem(raw("GET", target), 400);
        assertProblem(raw("DELETE", target), 400);
        assertUnchanged(record);
    }

    @Test
    void refusesADoubleSlashInFront() {
        assertProblem(raw("GET", "/" + resource.path()), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/..", "/.", "/../healthz", "/./healthz", "/healthz/..", "/healthz/."})
    void refusesSegmentsOfDotsOnAnyPath(String target) {
        assertProblem(raw("GET", target), 400);
    }

    @Test
    void dotsWithinASegmentAreOrdinary() {
        for (String id : new String[] {"...", ".x", "..x", "x.."}) {
            assertProblem(raw("GET", resource.path(id)), 404, "not_found");
        }
        assertThat(http.get("/.well-known/jwks.json").status()).isEqualTo(404);
    }

    @Test
    void pathsAreCaseSensitive() {
        assertProblem(http.get(resource.path().toUpperCase(Locale.ROOT)), 404, "not_found");
    }

    @Test
    void whatIsNoIdIsTheIdOfNoRecord() {
        for (String id : resource.impossibleIds()) {
            assertProblem(http.get(resource.path(id)), 404, "not_found");
            assertProblem(http.put(resource.path(id), resource.body()), 404, "not_found");
            assertProblem(http.patch(resource.path(id), "{}"), 404, "not_found");
            assertProblem(http.delete(resource.path(id)), 404, "not_found");
        }
    }

    @Test
    void anIdOfNoRecordIsNotFound() {
        String path = resource.path(resource.absentId());
        String count = count();
        assertProblem(http.get(path), 404, "not_found");
        assertProblem(http.put(path, resource.body()), 404, "not_found");
        assertProblem(http.patch(path, resource.body()), 404, "not_found");
        assertProblem(http.delete(path), 404, "not_found");
        assertThat(count()).as("PUT never creates").isEqualTo(count);
    }

    @Test
    void readsIdsInEitherCaseAndWritesThemInLowerCase() {
        Reply record = create();
        Reply found = read(record.id().toUpperCase(Locale.ROOT));
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.text()).isEqualTo(record.text());
        assertThat(found.id()).isLowerCase();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "TRACE", "BREW"})
    void collectionsRefuseOtherMethods(String method) {
        Reply record = create();
        Reply refused = http.sendJson(method, resource.path(), resource.body());
        assertProblem(refused, 405, "method_not_allowed");
        assertThat(refused.header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
        assertUnchanged(record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "TRACE", "BREW"})
    void recordsRefuseOtherMethods(String method) {
        Reply record = create();
        Reply refused = http.sendJson(method, resource.path(record.id()), resource.body());
        assertProblem(refused, 405, "method_not_allowed");
        assertThat(refused.header("Allow")).isEqualTo("GET, HEAD, PUT, PATCH, DELETE, OPTIONS");
        assertUnchanged(record);
    }

    @Test
    void traceEchoesNothing() {
        Reply refused = raw("TRACE", resource.path(), "X-Secret: hush");
        assertProblem(refused, 405, "method_not_allowed");
        assertThat(refused.text()).doesNotContain("hush");
    }

    @Test
    void optionsSaysWhatIsOffered() {
        Reply collection = http.options(resource.path());
        assertThat(collection.status()).isEqualTo(200);
        assertThat(collection.text()).isEmpty();
        assertThat(collection.header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
        assertThat(collection.header("Accept-Post").split(", *")).contains("application/json");

        Reply record = http.options(resource.path(resource.absentId()));
        assertThat(record.status()).isEqualTo(200);
        assertThat(record.text()).isEmpty();
        assertThat(record.header("Allow")).isEqualTo("GET, HEAD, PUT, PATCH, DELETE, OPTIONS");
        assertThat(record.header("Accept-Patch").split(", *"))
                .containsExactlyInAnyOrder("application/json", "application/merge-patch+json");
    }

    @Test
    void headIsGetWithoutTheBody() {
        Reply record = create();
        for (String target : new String[] {resource.path(record.id()), resource.path() + "?limit=2"}) {
            Reply get = http.get(target);
            Reply head = http.head(target);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            for (String name :
                    new String[] {"Content-Type", "Content-Length", "ETag", "Cache-Control", "Vary", "Link"}) {
                assertThat(head.header(name)).as(name).isEqualTo(get.header(name));
            }
        }
        Reply missing = http.head(resource.path(resource.absentId()));
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(missing.body()).isEmpty();
    }
}
