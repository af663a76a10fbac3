package io.github.stockroom.application.version;

/** The record is there, but not in a version that the caller's {@link Precondition} accepts. Nothing was changed. */
public final class StaleVersionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long current;

    public StaleVersionException(long current) {
        super("the record is at version " + current, null, false, false);
        this.current = current;
    }

    /** The version the record had when it was looked at. */
    public long current() {
        return current;
    }
}
