package io.github.stockroom.persistence;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Lets the pool throw a connection out at once when its server no longer takes writes or has ended the session. The pool itself knows
 * some such states only, and would hand out the connection again for half an hour.
 */
final class UnusableConnections implements SQLExceptionOverride {

    private static final Set<String> STATES = Set.of(
            "25006", // read-only: after a fail-over this server is a standby, or was set so
            "25P03", // idle in a transaction for too long
            "25P04", // transaction timeout
            "57P05"); // idle for too long

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return STATES.contains(String.valueOf(failure.getSQLState())) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
