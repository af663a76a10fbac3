package io.github.stockroom.application.caller;

/**
 * Learns that a caller has gone, so that a store can cancel work whose result has no reader. A store asks for long work
 * only: work of a few milliseconds is not worth a watch. Thread-safe.
 */
@FunctionalInterface
public interface CallerWatch {

    /** For callers that stay, such as a command. */
    CallerWatch NONE = cancel -> () -> {};

    /**
     * Watches the caller for whom the current thread works.
     *
     * @param cancel run at most once, by another thread, when the caller has gone; it may take some time and must not
     *     throw
     * @return what ends the watch; {@code cancel} may still be running then, but no longer begins
     */
    Watch watch(Runnable cancel);

    /** A watch that goes on until it is closed. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {

        @Override
        void close();
    }
}
