package io.github.stockroom.application.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Responses to requests that were sent under a key, kept so that a request that is repeated is answered and not done
 * again. Implementations are thread-safe, on several instances of the service too, and throw {@link
 * io.github.stockroom.application.error.TemporarilyUnavailableException} when the store cannot answer.
 */
public interface IdempotentResponses {

    /** The time for which a response is kept. */
    Duration KEPT = Duration.ofHours(24);

    /** The time for which a repeat waits for work that is going on under the same key. */
    Duration WAIT = Duration.ofSeconds(2);

    /**
     * Does the work and stores its response, unless there is a response under this key already. What the work stores in
     * the same database and its response are one transaction: a crash leaves both or neither. Work that throws stores
     * nothing and leaves the key free.
     *
     * @param key 64 hexadecimal digits
     * @param now responses that are {@link #KEPT} old or older are forgotten
     * @param extent of the work
     * @throws StillRunningException when such work is going on, and does not end within {@link #WAIT}
     */
    Outcome once(String key, Instant now, Extent extent, Work work);

    /** Does the work of one record, as the other method does. */
    default Outcome once(String key, Instant now, Work work) {
        return once(key, now, Extent.ONE_RECORD, work);
    }

    /**
     * One part of the body of a response.
     *
     * @param number from 0
     * @return empty behind the last part, and when the response is no longer kept
     */
    Optional<byte[]> part(String key, int number);

    /**
     * The size of work. The store bounds how much work on {@link #MANY_RECORDS} runs at the same time, as it does
     * without a key.
     */
    enum Extent {
        ONE_RECORD,
        MANY_RECORDS
    }

    /** Work that is done once. */
    @FunctionalInterface
    interface Work {

        /** @param body takes the body of the response, in parts that fit into memory */
        StoredResponse response(Consumer<byte[]> body);
    }

    /**
     * The outcome of the work.
     *
     * @param replayed whether the response is one of earlier work
     */
    record Outcome(StoredResponse response, boolean replayed) {}
}
