package io.github.stockroom.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Finds out whether a pooler in transaction mode stands before PostgreSQL. */
final class SharedSessions {

    /** Other clients may take the session in between, which one try in a row would have to hit each time. */
    private static final int TRIES = 20;

    private SharedSessions() {}

    /**
     * Returns true if a session of the server serves several connections in turn. Opens one connection, or two behind a
     * pooler.
     *
     * @throws SQLException when the server cannot be reached
     */
    static boolean areBehind(DataSource database) throws SQLException {
        try (Connection one = database.getConnection()) {
            // At login a server tells the number of the session. A pooler tells one of its own, for cancellations.
            if (session(one) == one.unwrap(PGConnection.class).getBackendPID()) {
                return false;
            }
            try (Connection other = database.getConnection()) {
                other.setAutoCommit(false);
                for (int attempt = 0; attempt < TRIES; attempt++) {
                    if (isShared(one, other)) {
                        return true;
                    }
                }
                return false; // a pooler in session mode
            }
        }
    }

    private static boolean isShared(Connection one, Connection other) throws SQLException {
        long session = session(one);
        long taken = session(other);
        // While the transaction of the other connection holds that session, this one gets another.
        boolean shared = taken == session || session(one) != session;
        other.rollback();
        return shared;
    }

    private static long session(Connection connection) throws SQLException {
        connection.unwrap(PGConnection.class).setPrepareThreshold(0);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getLong(1);
        }
    }
}
