package io.github.stockroom.persistence;

/** A connection pooler that stands between the service and PostgreSQL, such as PgBouncer. */
public enum Pooler {

    /** None, or one that keeps a client on one session of the server for as long as it is connected. */
    NONE,

    /**
     * A pooler in transaction mode: each transaction may run in another session of the server. The service therefore
     * uses nothing that belongs to a session: no prepared statements, no settings and no locks that outlive a
     * transaction.
     */
    TRANSACTION
}
