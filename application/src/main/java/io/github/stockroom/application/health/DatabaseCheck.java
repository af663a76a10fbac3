package io.github.stockroom.application.health;

/** Asks the database for a sign of life. */
@FunctionalInterface
public interface DatabaseCheck {

    /** True when the database answered a query within a second or so; never throws. Thread-safe. */
    boolean isWorking();
}
