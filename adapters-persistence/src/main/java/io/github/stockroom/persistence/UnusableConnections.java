package io.github.stockroom.persistence;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Lets the pool throw a connection out at once when its server no longer takes writes, has ended the session or has
 * closed the database. The pool itself knows some such states only, and would hand out the connection again for half an
 * hour.
 */
final class UnusableConnections implements SQLExceptionOverride {

    private final Set<String> states;

    private UnusableConnections(Set<String> states) {
        this.states = states;
    }

    static UnusableConnections ofPostgres() {
        return new UnusableConnections(Set.of(
                "25006", // read-only: after a fail-over this server is a standby, or was set so
                "25P03", // idle in a transaction for too long
                "25P04", // transaction timeout
                "57P05")); // idle for too long
    }

    static UnusableConnections ofH2() {
        return new UnusableConnections(Set.of(
                "90098", // the database has been closed
                "90121")); // the database is already closed
    }

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return states.contains(String.valueOf(failure.getSQLState())) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
