package io.github.stockroom.application.idempotency;

/** Work under the same key is going on elsewhere and has not ended within the time that one waits for it. */
public final class StillRunningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StillRunningException() {
        super("work under the same key is still going on");
    }
}
