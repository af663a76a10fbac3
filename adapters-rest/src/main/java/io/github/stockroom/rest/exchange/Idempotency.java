package io.github.stockroom.rest.exchange;

import io.github.stockroom.application.idempotency.IdempotentResponses;
import io.github.stockroom.application.idempotency.IdempotentResponses.Extent;
import io.github.stockroom.application.idempotency.IdempotentResponses.Outcome;
import io.github.stockroom.application.idempotency.StillRunningException;
import io.github.stockroom.application.idempotency.StoredResponse;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.rest.body.Sha256;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemError;
import io.github.stockroom.rest.request.RestSettings;
import io.github.stockroom.rest.security.KeyedDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * {@code Idempotency-Key}: a POST that a client repeats under the same key is answered as it was the first time, and
 * done only then. Keys of different callers, methods and paths have nothing to do with each other. Thread-safe.
 */
public final class Idempotency {

    private final IdempotentResponses responses;
    private final KeyedDigest digest;
    private final RestSettings settings;
    private final AnonymousKeys anonymousKeys;
    private final Clock clock;

    /** @param digest of requests, which may hold passwords */
    public Idempotency(
            IdempotentResponses responses,
            KeyedDigest digest,
            RestSettings settings,
            AnonymousKeys anonymousKeys,
            Clock clock) {
        this.responses = responses;
        this.digest = digest;
        this.settings = settings;
        this.anonymousKeys = anonymousKeys;
        this.clock = clock;
    }

    /** Lets an action on one record answer, as the other method does. */
    public void once(Exchange http, Runnable action) {
        once(http, Extent.ONE_RECORD, action);
    }

    /**
     * Lets the action answer, once per key. Without a key it just answers; with one, what it stores and what it answers
     * become one transaction, and its answer is sent when that is done. What it throws leaves the key free.
     *
     * @param action answers through the exchange with a status of 200 to 299, or throws
     * @throws io.github.stockroom.rest.problem.ProblemException 400 for a key that is none, or is missing where one is
     *     required; 409 while the same request is still going on; 422 when the key was used for another request
     */
    public void once(Exchange http, Extent extent, Runnable action) {
        Optional<String> given = key(http);
        if (given.isEmpty()) {
            action.run();
            return;
        }
        String key = Sha256.hex(http.target() + "\n" + owner(http, given.get()) + "\n" + given.get());
        Outcome outcome;
        try {
            outcome = responses.once(key, clock.instant(), extent, body -> keyed(http.recorded(action, body)));
        } catch (StillRunningException e) {
            throw inProgress().exception();
        }
        if (outcome.replayed()) {
            if (!isOf(http.fingerprint(), outcome.response().fingerprint())) {
                throw reused().exception();
            }
            http.header("Idempotency-Replayed", "true");
        }
        http.send(outcome.response(), number -> responses.part(key, number));
    }

    private String owner(Exchange http, String key) {
        return http.caller() instanceof Caller.SignedIn known
                ? Long.toString(known.id().value())
                : anonymousKeys.scope(key, http.clientAddress());
    }

    /**
     * Refuses a request as {@link #once} does before its action, for those that have something to do ahead of it.
     *
     * @throws io.github.stockroom.rest.problem.ProblemException 400 for a key that is none, or is missing where one is
     *     required
     */
    public void requireKey(Exchange http) {
        key(http);
    }

    private Optional<String> key(Exchange http) {
        Optional<String> given = http.idempotencyKey();
        if (given.isEmpty() && settings.requireIdempotencyKey()) {
            throw missing().exception();
        }
        return given;
    }

    private StoredResponse keyed(StoredResponse response) {
        return new StoredResponse(
                digest.hex(response.fingerprint()), response.status(), response.headers(), response.length());
    }

    /** Versions of the service before 2026-12 stored the fingerprint as it is: such responses are there for a day. */
    private boolean isOf(String fingerprint, String stored) {
        return digest.matches(fingerprint, stored) || stored.equals(fingerprint);
    }

    private static Problem missing() {
        String detail = "Send an Idempotency-Key, a new one for each new request.";
        return Problem.badRequest("idempotency-key-missing", "Idempotency key missing", detail)
                .withErrors(List.of(ProblemError.inHeader(IdempotencyKey.HEADER, "required", detail)));
    }

    private static Problem inProgress() {
        return Problem.of(
                        409,
                        "idempotency-in-progress",
                        "Idempotency in progress",
                        "A request with this Idempotency-Key is still being served.")
                .withHeader("Retry-After", "1");
    }

    private static Problem reused() {
        return Problem.of(
                422,
                "idempotency-key-reused",
                "Idempotency key reused",
                "This Idempotency-Key was sent with another request before.");
    }
}
