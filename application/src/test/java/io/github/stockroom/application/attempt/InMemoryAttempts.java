package io.github.stockroom.application.attempt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** As strict as a database, and as safe with many threads; but durable only while it is held. */
public final class InMemoryAttempts implements Attempts {

    private record Attempt(String who, Instant at) {}

    private final Map<UUID, Attempt> attempts = new HashMap<>();

    @Override
    public synchronized Optional<Instant> record(UUID attempt, String who, Instant now, Duration window, int limit) {
        attempts.values().removeIf(past -> !past.at.isAfter(now.minus(MAX_WINDOW)));
        Optional<Instant> inTheWay = attempts.values().stream()
                .filter(other -> other.who.equals(who) && other.at.isAfter(now.minus(window)))
                .map(Attempt::at)
                .sorted(Comparator.reverseOrder())
                .skip(limit - 1L)
                .findFirst();
        if (inTheWay.isEmpty()) {
            attempts.put(attempt, new Attempt(who, now));
        }
        return inTheWay.map(at -> at.plus(window));
    }

    @Override
    public synchronized Optional<Instant> recordDistinct(
            String value, String who, Instant now, Duration window, int limit) {
        UUID id = id(value, who);
        Attempt before = attempts.remove(id);
        Optional<Instant> next = record(id, who, now, window, limit);
        if (next.isPresent() && before != null) {
            attempts.put(id, before);
        }
        return next;
    }

    @Override
    public void removeDistinct(String value, String who) {
        remove(id(value, who));
    }

    private static UUID id(String value, String who) {
        return UUID.nameUUIDFromBytes((who + "\u0000" + value).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void remove(UUID attempt) {
        attempts.remove(attempt);
    }
}
