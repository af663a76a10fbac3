package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.error.OutcomeUnknownException;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The expired rows of a table with a column {@code id} of UUIDs. They are removed along with other work, a few each
 * time, so that no scheduled job is needed. Thread-safe.
 */
public final class ExpiredRows {

    private static final Logger log = LoggerFactory.getLogger(ExpiredRows.class);

    /** More rows than one call makes, few enough to cost it little. */
    private static final int SOME = 100;

    private final Database database;
    private final String table;
    private final String find;
    private final String delete;

    /** @param time the column with the time at which a row expires; has an index */
    public ExpiredRows(Database database, String table, String time) {
        this(database, table, time, SOME);
    }

    /**
     * @param time the column with the time at which a row expires; has an index
     * @param batch the largest number of rows that one call removes
     */
    public ExpiredRows(Database database, String table, String time, int batch) {
        this.database = database;
        this.table = table;
        // Rows that another transaction has locked are left to it: this one never waits.
        this.find = "select id from " + table + " where " + time + " <= ? order by " + time + " limit " + batch
                + " for update skip locked";
        this.delete = "delete from " + table + " where id in (:ids)";
    }

    /** Removes up to a batch of rows that expired at this time or before. Logs a failure instead of throwing it. */
    public void removeSome(Instant until) {
        try {
            database.transaction(jdbc -> {
                List<UUID> ids = jdbc.sql(find)
                        .param(Sql.parameter(until))
                        .query((row, number) -> row.getObject(1, UUID.class))
                        .list();
                return ids.isEmpty() ? 0 : jdbc.sql(delete).param("ids", ids).update();
            });
        } catch (TemporarilyUnavailableException | OutcomeUnknownException e) {
            log.warn("expired rows of {} stay until the next call: {}", table, e.getMessage());
        }
    }
}
