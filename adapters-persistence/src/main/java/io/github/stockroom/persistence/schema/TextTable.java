package io.github.stockroom.persistence.schema;

import io.github.stockroom.domain.shared.ValidationException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A table of records whose text can be brought into normal form
 * ({@link io.github.stockroom.domain.shared.Text#normalised}).
 *
 * @param name as in the schema; has the columns {@code id} and {@code version}
 */
record TextTable(String name, List<TextColumn> columns) {

    /** Also the number of records whose sizes are known ahead. */
    private static final int MAX_RECORDS = 1_000;

    /**
     * The text that is read at a time, in UTF-8, unless one record has more: a description has up to a million
     * characters.
     */
    private static final long MAX_OCTETS = 4_000_000;

    private static final int MAX_LOGGED = 100;

    private static final Logger log = LoggerFactory.getLogger(TextTable.class);

    private record Size(Object id, long octets) {}

    /** The records of a statement: those to write, with the parameters of {@link #update}. */
    private record Chunk(List<@Nullable Object[]> changed, int refused) {}

    /** Returns false after the resource was removed, when a later change set has dropped its table. */
    boolean exists(JdbcTemplate jdbc) {
        String sql = "select count(*) from information_schema.tables where lower(table_name) = ?";
        Long tables = jdbc.queryForObject(sql, Long.class, name);
        return tables != null && tables > 0;
    }

    /**
     * Writes the text of all records that are not in normal form, and of no others. Ids and versions stay. A record
     * that changes meanwhile keeps that change. Text that the service would refuse today stays, and its record is
     * logged.
     *
     * @param jdbc commits each statement or batch, so locks are short and a second call goes on where a first one broke
     *     off
     */
    void normalise(JdbcTemplate jdbc) {
        long changed = 0;
        int refused = 0;
        List<Size> sizes = sizes(jdbc, null);
        while (!sizes.isEmpty()) {
            for (List<Size> part : parts(sizes)) {
                Chunk chunk = read(jdbc, part, refused);
                refused += chunk.refused();
                if (!chunk.changed().isEmpty()) {
                    jdbc.batchUpdate(update(), chunk.changed());
                    changed += chunk.changed().size();
                }
            }
            sizes = sizes(jdbc, sizes.get(sizes.size() - 1).id());
        }
        if (changed > 0) {
            log.info("{}: text of {} records brought into normal form", name, changed);
        }
        if (refused > 0) {
            log.warn("{}: text of {} records is none that would be accepted today, and stays as it is", name, refused);
        }
    }

    private List<Size> sizes(JdbcTemplate jdbc, @Nullable Object after) {
        String octets = columns.stream()
                .map(column -> "coalesce(octet_length(" + column.name() + "), 0)")
                .collect(Collectors.joining(" + "));
        String sql = "select id, " + octets + " from " + name + (after == null ? "" : " where id > ?")
                + " order by id limit " + MAX_RECORDS;
        Object[] parameters = after == null ? new Object[0] : new Object[] {after};
        return jdbc.query(sql, (row, number) -> new Size(row.getObject(1), row.getLong(2)), parameters);
    }

    private static List<List<Size>> parts(List<Size> sizes) {
        List<List<Size>> parts = new ArrayList<>();
        int start = 0;
        long octets = 0;
        for (int i = 0; i < sizes.size(); i++) {
            octets += sizes.get(i).octets();
            if (octets > MAX_OCTETS && i > start) {
                parts.add(sizes.subList(start, i));
                start = i;
                octets = sizes.get(i).octets();
            }
        }
        parts.add(sizes.subList(start, sizes.size()));
        return parts;
    }

    private Chunk read(JdbcTemplate jdbc, List<Size> part, int refusedBefore) {
        String selected = columns.stream().map(TextColumn::name).collect(Collectors.joining(", "));
        List<@Nullable Object[]> changed = new ArrayList<>();
        int[] refused = {0};
        jdbc.query(
                "select id, version, " + selected + " from " + name + " where id between ? and ? order by id",
                row -> {
                    try {
                        @Nullable Object @Nullable [] parameters = parameters(row);
                        if (parameters != null) {
                            changed.add(parameters);
                        }
                    } catch (ValidationException e) {
                        if (refusedBefore + refused[0]++ < MAX_LOGGED) {
                            log.warn(
                                    "{} {} keeps its text: {}",
                                    name,
                                    row.getObject(1),
                                    e.violations().get(0).message());
                        }
                    }
                },
                part.get(0).id(),
                part.get(part.size() - 1).id());
        return new Chunk(changed, refused[0]);
    }

    /** Returns the parameters of the update, or null if all text of the row is in normal form. */
    private @Nullable Object @Nullable [] parameters(ResultSet row) throws SQLException {
        List<@Nullable Object> parameters = new ArrayList<>();
        boolean same = true;
        for (TextColumn column : columns) {
            String stored = row.getString(column.name());
            String normal = stored == null ? null : column.normal(stored);
            same &= Objects.equals(stored, normal);
            column.copies().values().forEach(copy -> parameters.add(normal == null ? null : copy.apply(normal)));
        }
        parameters.add(row.getObject("id"));
        parameters.add(row.getLong("version"));
        return same ? null : parameters.toArray();
    }

    /** The condition on the version leaves a record alone that was changed since it was read. */
    private String update() {
        String set = columns.stream()
                .flatMap(column -> column.copies().keySet().stream())
                .map(column -> column + " = ?")
                .collect(Collectors.joining(", "));
        return "update " + name + " set " + set + " where id = ? and version = ?";
    }
}
