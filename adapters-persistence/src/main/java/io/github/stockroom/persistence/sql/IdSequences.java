package io.github.stockroom.persistence.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The sequences that number the rows of tables. Rows that were inserted with their ids, by SQL or from another system,
 * leave the sequence behind: it would give an id that is taken. Thread-safe.
 */
public final class IdSequences {

    private static final Logger log = LoggerFactory.getLogger(IdSequences.class);

    private static final String NUMBERED = """
            select lower(table_name) from information_schema.columns
            where lower(column_name) = 'id' and is_identity = 'YES' and lower(table_schema) = 'public'""";

    /** The lock makes the second of two callers find the work done. */
    private static final String ADVANCE_ON_POSTGRES = """
            with locked as materialized (select pg_advisory_xact_lock(hashtext('%1$s.id'))),
                known as (select pg_get_serial_sequence('%1$s', 'id') as name, (select max(id) from %1$s) as greatest
                    from locked)
            select setval(name, greatest) from known
            where coalesce(pg_sequence_last_value(name::regclass), 0) < greatest""";

    private static final String GREATEST_ON_H2 = """
            select greatest from (select max(id) as greatest from %1$s)
            where greatest >= (select identity_base from information_schema.columns
                where lower(table_name) = '%1$s' and lower(column_name) = 'id' and lower(table_schema) = 'public')""";

    private static final Pattern PRIMARY_KEY = Pattern.compile("pk_(\\w+)");

    private final JdbcTemplate jdbc;

    public IdSequences(DataSource dataSource) {
        this(new JdbcTemplate(dataSource));
    }

    IdSequences(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Advances the sequence of each table behind the greatest id, where it is not there yet. */
    public void advanceAll() {
        advanceAll(table -> true);
    }

    /**
     * The same for some tables.
     *
     * @param tables tells which of those in the schema, where tables of other applications may be
     */
    public void advanceAll(Predicate<String> tables) {
        jdbc.queryForList(NUMBERED, String.class).stream().filter(tables).forEach(this::advance);
    }

    /**
     * Advances the sequence of a table behind the greatest id, where it is not there yet. On H2 this commits.
     *
     * @param table without its schema
     */
    public void advance(String table) {
        boolean isPostgres = Boolean.TRUE.equals(jdbc.execute((ConnectionCallback<Boolean>) IdSequences::isPostgres));
        List<Long> reached =
                jdbc.queryForList((isPostgres ? ADVANCE_ON_POSTGRES : GREATEST_ON_H2).formatted(table), Long.class);
        for (Long greatest : reached) {
            if (!isPostgres) {
                jdbc.execute("alter table " + table + " alter column id restart with " + (greatest + 1));
            }
            log.warn("rows of {} were inserted with ids of their own; new ones get ids behind {}", table, greatest);
        }
    }

    /**
     * Advances the sequence that gave an id which is taken.
     *
     * @return false if the statement failed for another reason, or its table is not numbered
     */
    boolean isAdvancedAfter(DuplicateKeyException failure) {
        Optional<String> table = BrokenConstraint.of(failure).flatMap(IdSequences::tableOf);
        if (table.isEmpty() || !jdbc.queryForList(NUMBERED, String.class).contains(table.get())) {
            return false;
        }
        advance(table.get());
        return true;
    }

    private static Optional<String> tableOf(BrokenConstraint broken) {
        Matcher key = PRIMARY_KEY.matcher(broken.name());
        return key.matches() ? Optional.of(key.group(1)) : Optional.empty();
    }

    private static boolean isPostgres(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }
}
