package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.AtOnce;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Idempotency-Key} (docs/contract.md: Repeat a POST safely), for every resource on every database. */
class IdempotencyTest extends OddCaseSuite {

    private final String key = UUID.randomUUID().toString();

    @Test
    void aRepeatedRequestIsAnsweredAsBeforeAndDoneOnce() {
        String body = resource.body();
        Reply first = post(body, "Idempotency-Key: " + key);
        String count = count();
        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(first.has("Idempotency-Replayed")).isFalse();
        assertThat(read(first.id()).text()).isEqualTo(first.text());
        http.patch(resource.path(first.id()), resource.bodyFor(first, resource.text(), "\"Changed\""));

        Reply second = post(body, "Idempotency-Key: " + key);

        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertSameAnswer(second, first);
        assertThat(count()).isEqualTo(count);
    }

    @Test
    void aKeyIsTheSameBareOrQuotedAndWithASlashBehindThePath() {
        String body = resource.body();
        String odd = key + "\\!~";
        Reply bare = post(body, "Idempotency-Key: " + odd);
        Reply quoted = post(body, "Idempotency-Key: \"" + odd.replace("\\", "\\\\") + "\"");
        Reply slash = http.post(resource.path() + "/", body, "Idempotency-Key: " + odd);
        assertThat(quoted.id()).isEqualTo(bare.id());
        assertThat(slash.id()).isEqualTo(bare.id());
    }

    @Test
    void aKeyIsTheSameWithASlashBehindThePathWhenTheBodyComesLater() {
        String body = resource.body();
        Reply first = post(body, "Idempotency-Key: " + key);
        try (RawHttp connection = RawHttp.to(service.port())) {
            connection.send("POST " + resource.path()
                    + "/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + "Idempotency-Key: " + key
                    + "\r\nExpect: 100-continue\r\nContent-Length: " + body.length() + "\r\n\r\n");
            assertThat(connection.read().status()).isEqualTo(100);

            assertThat(connection.send(body).read().id()).isEqualTo(first.id());
        }
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() {
        requireChoice();
        String body = resource.body();
        Reply first = post(body, "Idempotency-Key: " + key);
        String count = count();
        for (Reply other : List.of(
                post(resource.body("Pear", resource.maxNumber()), "Idempotency-Key: " + key),
                post(body + " ", "Idempotency-Key: " + key),
                post("no json", "Idempotency-Key: " + key),
                post(body, "Idempotency-Key: " + key, "Content-Type: application/json; charset=utf-8"))) {
            assertProblem(other, 422, "idempotency-key-reused");
            assertThat(other.has("Idempotency-Replayed")).isFalse();
        }
        assertThat(count()).isEqualTo(count);
        assertUnchanged(first);
    }

    @Test
    void whatFailsLeavesTheKeyFree() {
        for (String member : resource.required()) {
            assertProblem(post(resource.bodyWithout(member), "Idempotency-Key: " + key), 400, "validation");
        }
        assertProblem(post("no json", "Idempotency-Key: " + key), 400);
        Reply created = post(resource.body(), "Idempotency-Key: " + key);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.has("Idempotency-Replayed")).isFalse();
    }

    @Test
    void aMinimalAnswerIsReplayedAsItWas() {
        String body = resource.body();
        Reply first = post(body, "Idempotency-Key: " + key, "Prefer: return=minimal");
        Reply second = post(body, "Idempotency-Key: " + key, "Prefer: return=minimal");
        assertThat(first.body()).isEmpty();
        assertThat(first.header("Preference-Applied")).isEqualTo("return=minimal");
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertSameAnswer(second, first);
    }

    @Test
    void manyRecordsAreCreatedOnceToo() {
        String many = IntStream.range(0, 900)
                .mapToObj(i -> resource.body("Row " + i, resource.minNumber() + i))
                .collect(Collectors.joining("\n"));
        Reply first = post(many, "Idempotency-Key: " + key, "Content-Type: application/x-ndjson");
        String count = count();
        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(first.json().size()).isEqualTo(900);

        Reply second = post(many, "Idempotency-Key: " + key, "Content-Type: application/x-ndjson");

        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertSameAnswer(second, first);
        assertProblem(
                post(many + "\n", "Idempotency-Key: " + key, "Content-Type: application/x-ndjson"),
                422,
                "idempotency-key-reused");
        assertThat(count()).isEqualTo(count);
    }

    @Test
    void callersAndPathsHaveKeysOfTheirOwn() {
        String name = Tokens.createUser(http, "user");
        String token = bearer(Tokens.access(http, name));
        Reply anonymous = post(resource.body(), "Idempotency-Key: " + key);
        Reply known = post(resource.body(), "Idempotency-Key: " + key, token);
        assertThat(known.status()).isEqualTo(201);
        assertThat(known.id()).isNotEqualTo(anonymous.id());
        Reply elsewhere = http.post(
                "/users/create_user",
                Tokens.account(Tokens.newName(), Tokens.PASSWORD, "user"),
                "Idempotency-Key: " + key);
        assertThat(elsewhere.status()).isEqualTo(201);
        assertThat(elsewhere.has("Idempotency-Replayed")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"\"",
                "a b",
                "\"a b\"",
                "\"a",
                "a\"",
                "\"a\"b\"",
                "\"a\\b\"",
                "\"a\";b=1",
                "\u00e9",
                "\"a\", \"b\""
            })
    void keysThatAreNoneAreRefused(String bad) {
        String count = count();
        assertProblem(
                RawHttp.request(
                        service.port(),
                        "POST",
                        resource.path(),
                        "Idempotency-Key: " + bad,
                        "Content-Type: application/json",
                        "Content-Length: 0"),
                400,
                "invalid-header");
        assertThat(count()).isEqualTo(count);
    }

    @Test
    void aKeyHas255CharactersAtTheMostAndStandsInOneLine() {
        String fill = "x".repeat(255 - key.length());
        assertThat(post(resource.body(), "Idempotency-Key: " + key + fill).status())
                .isEqualTo(201);
        String count = count();
        assertProblem(post(resource.body(), "Idempotency-Key: " + key + fill + "x"), 400, "invalid-header");
        assertProblem(
                post(resource.body(), "Idempotency-Key: " + key, "Idempotency-Key: " + key), 400, "invalid-header");
        assertThat(count()).isEqualTo(count);
    }

    @Test
    void otherMethodsIgnoreKeys() {
        Reply record = create();
        for (String bad : List.of("a b", key)) {
            String header = "Idempotency-Key: " + bad;
            assertThat(http.get(resource.path(record.id()), header).status()).isEqualTo(200);
            assertThat(http.put(
                                    resource.path(record.id()),
                                    resource.bodyFor(record, "Pear", resource.maxNumber()),
                                    header)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void ofFiftyAtTheSameMomentOneCreatesARecord() throws Exception {
        requireText();
        String name = resource.fitting(key);
        String body = resource.body(name, resource.minNumber());
        List<Reply> replies = AtOnce.run(50, number -> post(body, "Idempotency-Key: " + key));
        assertThat(replies).extracting(Reply::status).isSubsetOf(201, 409).contains(201);
        assertThat(replies.stream().filter(r -> r.status() == 201).map(Reply::text))
                .containsOnly(replies.stream()
                        .filter(r -> r.status() == 201)
                        .findFirst()
                        .orElseThrow()
                        .text());
        replies.stream().filter(r -> r.status() == 409).forEach(busy -> {
            assertProblem(busy, 409, "idempotency-in-progress");
            assertThat(busy.header("Retry-After")).isEqualTo("1");
        });
        assertThat(http.get(resource.path() + "?limit=1&q=" + name, "Prefer: count=exact")
                        .header("X-Total-Count"))
                .isEqualTo("1");
    }

    private Reply post(String body, String... headers) {
        return http.post(resource.path(), body, headers);
    }

    private static void assertSameAnswer(Reply second, Reply first) {
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.text()).isEqualTo(first.text());
        for (String field : List.of("Location", "ETag", "Content-Type", "Content-Length", "Cache-Control")) {
            assertThat(second.header(field)).as(field).isEqualTo(first.header(field));
        }
    }
}
