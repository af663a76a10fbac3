package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.error.OutcomeUnknownException;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows that have had their time, in a table with a column {@code id} of UUIDs. They are removed along with other work, a few
 * each time, so that nobody has to come by and sweep. Thread-safe.
 */
public final class Leftovers {

    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

    /** More than one call leaves behind, few enough that nobody notices. */
    private static final int SOME = 100;

    private final Database database;
    private final String table;
    private final String find;
    private final String delete;

    /** @param time the column that tells when a row has had its time; has an index */
    public Leftovers(Database database, String table, String time) {
        this(database, table, time, SOME);
    }

    /**
     * @param time the column that tells when a row has had its time; has an index
     * @param atOnce how many rows are removed at the most
     */
    public Leftovers(Database database, String table, String time, int atOnce) {
        this.database = database;
        this.table = table;
        // Rows that somebody else works on are left to them: nobody waits here.
        this.find = "select id from " + table + " where " + time + " <= ? order by " + time + " limit " + atOnce
                + " for update skip locked";
        this.delete = "delete from " + table + " where id in (:ids)";
    }

    /** Removes some rows whose time was no later than this. Failing to is no failure of the work it comes with. */
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
            log.warn("rows of {} stay until somebody else removes them: {}", table, e.getMessage());
        }
    }
}
