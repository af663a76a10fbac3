package io.github.stockroom.persistence.sql;

/**
 * Implemented by a data source whose connections keep no settings beyond a transaction. Each statement on it runs in a
 * transaction that begins with these settings.
 */
public interface TransactionSettings {

    /** Returns statements that hold for one transaction, as {@code set local} does. */
    String settings();
}
