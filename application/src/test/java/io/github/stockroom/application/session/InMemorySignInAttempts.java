package io.github.stockroom.application.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** As strict as a database, and as safe with many threads; but durable only while it is held. */
public final class InMemorySignInAttempts implements SignInAttempts {

    private record Attempt(String who, Instant at) {}

    private final Map<UUID, Attempt> attempts = new HashMap<>();

    @Override
    public synchronized Optional<Instant> record(UUID attempt, String who, Instant now, Duration window, int limit) {
        attempts.values().removeIf(past -> !past.at.isAfter(now.minus(window)));
        Optional<Instant> inTheWay = attempts.values().stream()
                .filter(other -> other.who.equals(who))
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
    public synchronized void remove(UUID attempt) {
        attempts.remove(attempt);
    }
}
