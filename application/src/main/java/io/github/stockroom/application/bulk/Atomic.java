package io.github.stockroom.application.bulk;

import java.util.function.Supplier;

/** A store that can take several steps as one. */
public interface Atomic {

    /**
     * Runs work as one step: what it changes in this store, in the calling thread, is durable when this returns, and
     * none of it is if the work throws; the exception passes on as it is. Others see nothing of it before the end.
     * Within another such step it is a part of that one.
     *
     * @throws io.github.stockroom.application.error.TemporarilyUnavailableException when the store cannot; nothing was
     *     changed
     */
    <T> T atomically(Supplier<T> work);
}
