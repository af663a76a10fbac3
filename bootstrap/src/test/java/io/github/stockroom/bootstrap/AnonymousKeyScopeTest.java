package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The scope of an {@code Idempotency-Key} among callers without an account. */
class AnonymousKeyScopeTest {

    private static final String PROXY = "stockroom.trusted-proxies=127.0.0.1,::1";
    private static final String HERE = "203.0.113.1";
    private static final String THERE = "203.0.113.2";

    @Test
    void aGuessedKeyOfAnotherAddressIsAnother() {
        try (var service = RunningService.start(DatabaseKind.H2, PROXY)) {
            Reply first = post(service, HERE, "1", 7);
            assertThat(post(service, HERE, "1", 7).id()).isEqualTo(first.id());
            assertProblem(post(service, HERE, "1", 8), 422, "idempotency-key-reused");
            Reply other = post(service, THERE, "1", 7);
            assertThat(other.status()).isEqualTo(201);
            assertThat(other.id()).isNotEqualTo(first.id());
            assertThat(post(service, "203.0.113.3", "1", 8).status()).isEqualTo(201);
        }
    }

    /** As a phone repeats it that changed from one network to another. */
    @Test
    void aRandomKeyHoldsWhenTheAddressChanges() {
        try (var service = RunningService.start(DatabaseKind.H2, PROXY)) {
            String key = UUID.randomUUID().toString();
            Reply first = post(service, HERE, key, 7);
            Reply repeated = post(service, THERE, key, 7);
            assertThat(repeated.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(repeated.id()).isEqualTo(first.id());
        }
    }

    @Test
    void theScopeIsASetting() {
        String key = UUID.randomUUID().toString();
        try (var service =
                RunningService.start(DatabaseKind.H2, PROXY, "stockroom.idempotency.anonymous-scope=address")) {
            assertThat(post(service, THERE, key, 7).id())
                    .isNotEqualTo(post(service, HERE, key, 7).id());
        }
        try (var service =
                RunningService.start(DatabaseKind.H2, PROXY, "stockroom.idempotency.anonymous-scope=shared")) {
            assertThat(post(service, THERE, "1", 7).id())
                    .isEqualTo(post(service, HERE, "1", 7).id());
        }
    }

    private static Reply post(RunningService service, String client, String key, int price) {
        return service.http()
                .post(
                        SampleRecords.PATH,
                        SampleRecords.json("Apple", price),
                        "X-Forwarded-For: " + client,
                        "Idempotency-Key: " + key);
    }
}
