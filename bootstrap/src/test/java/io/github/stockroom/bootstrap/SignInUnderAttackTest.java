package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Signing in while others guess without end. Each service is the test's own. */
class SignInUnderAttackTest {

    private static final int CONNECTIONS = 60;

    @Test
    void anAdministratorGetsInWhileAFewAddressesGuess() throws Exception {
        underAttack(4, false);
    }

    /** From the address where it signed in before. Among addresses that no account knows, none goes ahead at first. */
    @Test
    void anAdministratorGetsInWhileManyAddressesGuess() throws Exception {
        underAttack(CONNECTIONS, true);
    }

    private static void underAttack(int addresses, boolean signsInBefore) throws Exception {
        try (RunningService service =
                RunningService.start(DatabaseKind.H2, "stockroom.trusted-proxies=127.0.0.1,::1")) {
            Http http = service.http();
            if (signsInBefore) {
                signIn(http);
            }
            var over = new AtomicBoolean();
            Map<Integer, Integer> answers = new ConcurrentHashMap<>();
            ExecutorService attackers = Executors.newFixedThreadPool(CONNECTIONS);
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    String from = "X-Forwarded-For: 198.51.100." + (i % addresses + 1);
                    attackers.submit(() -> {
                        while (!over.get()) {
                            answers.merge(
                                    http.post("/api/token", Tokens.credentials(Tokens.newName(), "guessed"), from)
                                            .status(),
                                    1,
                                    Integer::sum);
                        }
                    });
                }
                while (!answers.containsKey(503)) {
                    Thread.onSpinWait(); // until the queue is full
                }
                for (int i = 0; i < 6; i++) {
                    signIn(http);
                }
            } finally {
                over.set(true);
                attackers.shutdown();
            }
            assertThat(answers.keySet()).isSubsetOf(401, 503);
        }
    }

    /**
     * Signs in, at the second repetition at the latest: a processor that others keep from hashing makes the wait too
     * long now and then. Behind guessers who do not take turns nearly every attempt is refused.
     */
    private static void signIn(Http http) {
        Reply tokens = attempt(http);
        for (int repeated = 0; repeated < 2 && tokens.status() == 503; repeated++) {
            tokens = attempt(http);
        }
        assertThat(tokens.status()).as(tokens.toString()).isEqualTo(200);
    }

    private static Reply attempt(Http http) {
        return http.post(
                "/api/token", Tokens.credentials("admin", Tokens.ADMIN_PASSWORD), "X-Forwarded-For: 203.0.113.9");
    }

    @Test
    void oneAddressMayTryFewNamesAndOthersAreNotHindered() {
        try (RunningService service = RunningService.start(
                DatabaseKind.H2, "stockroom.trusted-proxies=127.0.0.1,::1", "stockroom.sign-in.names-per-address=5")) {
            Http http = service.http();
            String attacker = "X-Forwarded-For: 2001:db8::1";
            for (int i = 0; i < 5; i++) {
                String guess = Tokens.credentials("nobody-" + i, "guessed");
                assertProblem(http.post("/api/token", guess, attacker), 401, "no_active_account");
                assertProblem(http.post("/api/token", guess, attacker), 401, "no_active_account");
            }
            String right = Tokens.credentials("admin", Tokens.ADMIN_PASSWORD);
            for (String path : new String[] {"/api/token", "/auth/token", "/api/v1/users/auth/login"}) {
                // Of an IPv6 address the network counts
                Reply refused = http.post(path, right, "X-Forwarded-For: 2001:db8::2");
                assertProblem(refused, 429, "too-many-requests");
                assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"sign-in-names\";q=5;w=60");
            }
            assertThat(http.post("/api/token", right, "X-Forwarded-For: 2001:db8:0:1::1")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void manyAddressesMayTryOneNameAFewTimesAndItsOwnerGetsIn() {
        try (RunningService service = RunningService.start(
                DatabaseKind.H2,
                "stockroom.trusted-proxies=127.0.0.1,::1",
                "stockroom.sign-in.failures-per-account=5")) {
            Http http = service.http();
            signIn(http);
            for (int i = 0; i < 5; i++) {
                assertProblem(
                        http.post(
                                "/api/token",
                                Tokens.credentials("admin", "guessed"),
                                "X-Forwarded-For: 198.51.100." + (i + 1)),
                        401,
                        "no_active_account");
            }
            String right = Tokens.credentials("admin", Tokens.ADMIN_PASSWORD);
            Reply refused = http.post("/api/token", right, "X-Forwarded-For: 198.51.100.99");
            assertProblem(refused, 429, "too-many-requests");
            assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"sign-in-account\";q=5;w=60");
            signIn(http); // from where it signed in before
        }
    }
}
