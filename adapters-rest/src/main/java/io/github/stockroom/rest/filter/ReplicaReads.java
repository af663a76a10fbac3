package io.github.stockroom.rest.filter;

import java.util.function.Consumer;

/** A replica of the database that can serve reads of the thread that asks for it. Thread-safe. */
public interface ReplicaReads {

    /** Returns true if the replica has all that was written {@link RecentWriters#MEMORY} ago. */
    boolean isCurrent();

    /** Returns true if the replica has all that was written up to a position; false for a text that is no position. */
    boolean has(String position);

    /** Lets the replica serve the reads of this thread until the scope is closed. */
    Scope read();

    /**
     * Tells the position of each write of this thread, before its result is known to the caller, until the scope is
     * closed.
     */
    Scope onWrite(Consumer<String> positions);

    /** Ends what was asked for. */
    interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
