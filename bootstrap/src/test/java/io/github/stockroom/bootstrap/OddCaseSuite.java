package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertInvalid;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.ResourceUnderTest.error;
import static io.github.stockroom.bootstrap.testing.ResourceUnderTest.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.ResourceUnderTest;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The odd cases of the contract (docs/contract.md: Odd requests), run for every resource of the OpenAPI document on
 * every database. The service is shared: tests look at records of their own only.
 */
@ParameterizedClass(name = "{0} on {1}")
@MethodSource("io.github.stockroom.bootstrap.testing.ResourceUnderTest#onEveryDatabase")
abstract class OddCaseSuite {

    static final List<String> WRITES_TO_A_RECORD = List.of("PUT", "PATCH", "DELETE");

    @Parameter(0)
    ResourceUnderTest resource;

    @Parameter(1)
    DatabaseKind database;

    RunningService service;
    Http http;

    @BeforeEach
    void reachService() {
        service = database.service();
        http = service.http();
        resource = resource.of(http);
    }

    /** Passes over a test that needs text whose values a test may choose. */
    void requireText() {
        assumeTrue(resource.hasText(), resource + " has no required text for the odd cases");
    }

    /** Passes over a test that needs two bodies with different values. */
    void requireChoice() {
        assumeTrue(resource.hasText() || resource.hasNumber(), resource + " has no text or number for the odd cases");
    }

    /** Creates a record from a valid body. */
    Reply create(String body) {
        Reply created = http.post(resource.path(), body);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created;
    }

    Reply create() {
        return create(resource.body());
    }

    Reply read(String id) {
        return http.get(resource.path(id));
    }

    /** Returns the number of records, to see that nothing was created. */
    String count() {
        return http.get(resource.path() + "?limit=1", "Prefer: count=exact").header("X-Total-Count");
    }

    /** A request as a client of this service would not write it. */
    Reply raw(String method, String target, String... headers) {
        return RawHttp.request(service.port(), method, target, headers);
    }

    /**
     * Asserts that creating, replacing and patching with this body are all refused with this code, and change nothing.
     */
    void assertRefusedBody(String code, byte[] body, String... headers) {
        String[] all = headers.length == 0 ? new String[] {"Content-Type: application/json"} : headers;
        Reply record = create();
        String count = count();
        assertProblem(http.send("POST", resource.path(), body, all), 400, code);
        assertProblem(http.send("PUT", resource.path(record.id()), body, all), 400, code);
        assertProblem(http.send("PATCH", resource.path(record.id()), body, all), 400, code);
        assertThat(count()).isEqualTo(count);
        assertUnchanged(record);
    }

    /** Asserts that a record is as it was when this reply brought it. */
    void assertUnchanged(Reply before) {
        Reply now = read(before.id());
        assertThat(now.text()).isEqualTo(before.text());
        assertThat(now.etag()).isEqualTo(before.etag());
    }

    /** Asserts that creating, replacing and patching are refused for this one reason and change nothing. */
    JsonNode assertRefused(String member, String json, String code) {
        Reply record = create();
        String count = count();
        String error = error(member, code);
        assertInvalid(http.put(resource.path(record.id()), resource.bodyFor(record, member, json)), error);
        assertInvalid(http.patch(resource.path(record.id()), object(member, json)), error);
        JsonNode problem = assertInvalid(http.post(resource.path(), resource.bodyWith(member, json)), error);
        assertThat(count()).isEqualTo(count);
        assertUnchanged(record);
        return problem;
    }
}
