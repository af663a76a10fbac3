package io.github.stockroom.persistence.sql;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Calls that are expected to fail. */
final class FailedCalls {

    private FailedCalls() {}

    /** Returns the reason for which the call is worth repeating. */
    static Reason failure(HikariDataSource pool, String sql) {
        return reason(() -> query(new Database(pool), sql));
    }

    static Reason reason(ThrowingCallable call) {
        return catchThrowableOfType(TemporarilyUnavailableException.class, call).reason();
    }

    static void query(Database database, String sql) {
        database.queryWithCachedPlan(jdbc -> jdbc.sql(sql).query().listOfRows());
    }
}
