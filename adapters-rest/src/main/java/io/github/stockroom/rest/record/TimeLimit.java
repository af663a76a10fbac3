package io.github.stockroom.rest.record;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.LongSupplier;

/** Ends work that takes too long where it asks for more. */
final class TimeLimit<T> implements Iterator<T> {

    private final Iterator<T> items;
    private final Duration limit;
    private final LongSupplier nanoTime;
    private final long start;

    /** @param limit from now on */
    TimeLimit(Iterator<T> items, Duration limit, LongSupplier nanoTime) {
        this.items = items;
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    @Override
    public boolean hasNext() {
        return items.hasNext();
    }

    @Override
    public T next() {
        if (nanoTime.getAsLong() - start > limit.toNanos()) {
            throw new TemporarilyUnavailableException(Reason.TIMEOUT, "not done within " + limit);
        }
        return items.next();
    }
}
