package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertInvalid;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.ResourceUnderTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records and queries of too many parts (docs/contract.md: Create many records). */
class OddRecordTest extends OddCaseSuite {

    private static final int MAX_MEMBERS = 1_000;
    private static final String CSV = "Content-Type: text/csv";
    private static final String NDJSON = "Content-Type: application/x-ndjson";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    @Test
    void takesAsManyMembersAsAllowedAndNoMore() {
        int unused = MAX_MEMBERS - 1 - memberCount();
        create(resource.bodyWith("x", array(unused)));
        assertRefusedBody(
                "too-many-members", resource.bodyWith("x", array(unused + 1)).getBytes(UTF_8));
        assertRefusedBody("too-many-members", object(100_000).getBytes(UTF_8));
    }

    @Test
    void refusesTooManyMembersInAnElementOfAnArray() {
        String count = count();
        String body = "[" + resource.body() + "," + object(1_000_000) + "]";
        assertProblem(http.post(resource.path(), body), 400, "too-many-members");
        assertProblem(http.post(resource.path(), "[{\"x\":" + object(1_000_000) + "}]"), 400, "too-many-members");
        assertProblem(http.post(resource.path(), "[" + array(1_000_001) + "]"), 400, "too-many-members");
        assertThat(count()).isEqualTo(count);
    }

    @Test
    void aLineOfTooManyMembersIsABadRow() {
        String body = resource.body() + "\n" + object(MAX_MEMBERS + 1) + "\n";
        assertInvalid(http.post(resource.path(), body, NDJSON), "#/1 too-many-members");
    }

    @Test
    void refusesTooManyColumnsAndCells() {
        String columns = IntStream.range(0, 1_000_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        assertProblem(http.post(resource.path(), columns + "\n", CSV), 400, "too-many-members");
        String header = String.join(",", resource.members());
        assertProblem(http.post(resource.path(), header + "\n" + ",".repeat(1_000_000), CSV), 400, "too-many-members");
    }

    @Test
    void refusesRecordsThatAreTooLong() {
        String text = "a".repeat(2_000_000);
        assertProblem(http.post(resource.path(), "[{\"x\":\"" + text + "\"}]"), 413, "record-too-large");
        String header = String.join(",", resource.members());
        assertProblem(http.post(resource.path(), header + "\n\"" + text + "\"", CSV), 413, "record-too-large");
        assertInvalid(http.post(resource.path(), "{\"x\":\"" + text + "\"}", NDJSON), "#/0 too-long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/token",
                "/api/token/refresh",
                "/auth/token",
                "/api/v1/users/auth/login",
                "/users/create_user"
            })
    void bodiesOfCredentialsAreShort(String path) {
        assertProblem(http.post(path, object(3_000)), 413, "content-too-large");
        assertProblem(http.post(path, object(1_001)), 400, "too-many-members");
        if (!path.equals("/users/create_user")) {
            String form = IntStream.range(0, 1_001).mapToObj(i -> "f" + i).collect(Collectors.joining("&"));
            assertProblem(http.post(path, form, FORM), 400, "too-many-members");
        }
    }

    @Test
    void refusesMoreThanAHundredParameters() {
        Reply most = http.get(resource.path() + "?limit=1" + "&_=1".repeat(99));
        assertThat(most.status()).as(most.toString()).isEqualTo(200);
        assertProblem(http.get(resource.path() + "?limit=1" + "&_=1".repeat(100)), 400, "too-many-parameters");
        assertProblem(http.get(resource.path() + "?" + "&a".repeat(101)), 400, "too-many-parameters");
        assertProblem(http.get(resource.path(create().id()) + "?" + "a&".repeat(101)), 400, "too-many-parameters");
    }

    @Test
    void tellsAHundredMistakesOfAParameterAtMost() {
        var problem = assertProblem(http.get(resource.path() + "?fields=" + "x,".repeat(3_000)), 400);
        assertThat(problem.required("errors")).hasSize(100);
    }

    private int memberCount() {
        return (int) resource.body().chars().filter(c -> c == ':').count();
    }

    private static String array(int values) {
        return "[" + "0,".repeat(values - 1) + "0]";
    }

    private static String object(int members) {
        return IntStream.range(0, members)
                .mapToObj(i -> "\"" + Integer.toString(i, 36) + "\":0")
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void showsTheVersionWhereItIsAskedFor() {
        requireText();
        Reply record = create();
        String fields = "?fields=version,id";
        Reply changed = http.patch(resource.path(record.id()), ResourceUnderTest.object(resource.text(), "\"Pear\""));
        assertThat(changed.json().has("version")).isFalse();

        Reply read = http.get(resource.path(record.id()) + fields);
        assertThat(read.json().propertyNames()).containsExactly("id", "version");
        assertThat("\"" + read.json().required("version") + "\"").isEqualTo(changed.etag());
        Reply list = http.get(resource.path() + fields + "&id=" + record.id());
        assertThat(list.json().get(0)).isEqualTo(read.json());
        assertThat(http.get(resource.path() + fields + "&format=csv&id=" + record.id())
                        .text())
                .isEqualTo("id,version\r\n" + record.id() + ",2\r\n");
        assertProblem(http.get(resource.path() + "?sort=version"), 400, "invalid-parameter");
        assertProblem(http.get(resource.path() + "?version=2"), 400, "unknown-parameter");
    }
}
