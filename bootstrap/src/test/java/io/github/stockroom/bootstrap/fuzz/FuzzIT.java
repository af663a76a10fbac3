package io.github.stockroom.bootstrap.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.ResourceUnderTest;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sends hostile requests to the packaged service, drawn from the OpenAPI document. Fails on an answer of 500 or more
 * other than 503, on a connection that breaks, on a status, header or body that the document does not describe, and on
 * a request that takes more than two seconds of processor time. {@code -Dfuzz.seed}, {@code -Dfuzz.cases} and
 * {@code -Dfuzz.case} say what to send.
 */
@Tag("fuzz")
class FuzzIT {

    private static final long SEED = Long.getLong("fuzz.seed", 20_261_127);
    private static final int CASES = Integer.getInteger("fuzz.cases", 10_000);

    /** Replays one case; all of them if negative. */
    private static final int CASE = Integer.getInteger("fuzz.case", -1);

    /**
     * The number of cases that one pair of accounts serves: cases sign accounts out, change and delete them, and tokens
     * expire.
     */
    private static final int SIGN_IN_EVERY = 500;

    private static final int RECORDS = 40;

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void answersHostileRequestsAsDocumented(DatabaseKind kind) {
        try (OwnDatabase database = kind.create();
                ServiceProcess service = ServiceProcess.inNewDirectory()
                        .on(database)
                        .with("STOCKROOM_ADMIN_PASSWORD", Tokens.ADMIN_PASSWORD)
                        .with("STOCKROOM_SIGN_IN_NAMES_PER_ADDRESS", "0") // else most sign-ins would be 429
                        .with("STOCKROOM_SIGN_UP_ACCOUNTS_PER_ADDRESS", "0")
                        .option("-Xmx256m")
                        .option("-XX:+ExitOnOutOfMemoryError")
                        .serving()) {
            int first = CASE < 0 ? 0 : CASE;
            int end = CASE < 0 ? CASES : CASE + 1;
            int batches = (end - first + SIGN_IN_EVERY - 1) / SIGN_IN_EVERY;
            String bearer = Tokens.bearer(Tokens.admin(service.http()));
            List<String> admins = createAccounts(service.http(), bearer, "admin", batches);
            List<String> users = createAccounts(service.http(), bearer, "user", batches);
            List<String> tokens = new ArrayList<>();
            Map<String, List<String>> ids = createRecords(service.http(), bearer);
            FuzzRun run = new FuzzRun(service, new RequestGenerator(SEED, () -> tokens, ids));
            for (int batch = 0; batch < batches && !run.isOver(); batch++) {
                tokens.clear();
                tokens.add(Tokens.access(service.http(), admins.get(batch)));
                tokens.add(Tokens.access(service.http(), users.get(batch)));
                int number = first + batch * SIGN_IN_EVERY;
                run.send(number, Math.min(SIGN_IN_EVERY, end - number));
            }
            System.out.printf(
                    "Fuzzed on %s: seed %d, cases %d to %d, statuses %s, most processor time of a request %d ms%n",
                    kind, SEED, first, end - 1, run.statuses(), run.mostCpu().toMillis());
            if (!run.faults().isEmpty()) {
                fail(
                        "Replay case N with ./mvnw verify -Pfuzz -Dfuzz.seed=%d -Dfuzz.case=N,"
                                + " or with all cases before it: -Dfuzz.cases=N+1 instead of -Dfuzz.case=N.%n%s",
                        SEED, String.join("\n", run.faults()));
            }
            assertThat(service.printed()).doesNotContain("StackOverflowError", "OutOfMemoryError");
            if (CASE < 0 && CASES >= SIGN_IN_EVERY) {
                assertThat(run.statuses())
                        .as("hostile, but not only")
                        .containsKeys(200, 201, 204, 400, 401, 403, 404, 412);
            }
        }
    }

    /** @return the names of the new accounts, which no case can guess */
    private static List<String> createAccounts(Http http, String bearer, String role, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = Tokens.newName();
            Reply created = http.post("/users/create_user", Tokens.account(name, Tokens.PASSWORD, role), bearer);
            assertThat(created.status()).as(created.toString()).isEqualTo(201);
            names.add(name);
        }
        return names;
    }

    /** @return the ids of the new records by the path of their list */
    private static Map<String, List<String>> createRecords(Http http, String bearer) {
        Map<String, List<String>> ids = new TreeMap<>();
        for (ResourceUnderTest declared : ResourceUnderTest.ALL) {
            ResourceUnderTest resource = declared.of(http);
            String body = IntStream.rangeClosed(1, RECORDS)
                    .mapToObj(i -> resource.body("t" + i, resource.minNumber() + i))
                    .collect(Collectors.joining(",", "[", "]"));
            Reply created = http.post(resource.path(), body, bearer);
            assertThat(created.status()).as(created.toString()).isEqualTo(201);
            ids.put(resource.path(), created.column("id"));
        }
        return ids;
    }
}
