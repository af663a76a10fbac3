package io.github.stockroom.persistence.schema;

import io.github.stockroom.domain.shared.TextOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys by which text of a table is sorted ({@link TextOrder#key}), in records of versions that do not know them:
 * such a version creates records without keys, and leaves keys as they are when it changes text.
 *
 * @param table has the columns {@code id} and {@code version}
 * @param columns the columns with keys, each with the column of the text that they are made of, which has no more than
 *     {@link TextOrder#MAX_LENGTH} code points
 */
record OrderKeys(String table, Map<String, String> columns) {

    /** The tables that there were before text had keys. */
    static final List<OrderKeys> TABLES = List.of(
            new OrderKeys("products", Map.of("product_order", "product")),
            new OrderKeys("cars", Map.of("brand_order", "brand", "model_order", "model")),
            new OrderKeys("movies", Map.of("title_order", "title", "description_order", "description_start")));

    /** Few enough to hold in memory, and to lock at a time. */
    private static final int CHUNK = 1_000;

    OrderKeys {
        columns = new TreeMap<>(columns);
    }

    /**
     * Some records in the order of their ids.
     *
     * @param last the highest id; null if there was no record
     * @param outdated the parameters of {@link #update} for each record that lacks a key or has a wrong one
     */
    record Chunk(@Nullable Object last, List<@Nullable Object[]> outdated) {}

    /** Returns false after the resource was removed. */
    boolean exists(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from information_schema.tables where lower(table_name) = ?")
                        .param(table)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /**
     * Reads the next records.
     *
     * @param after the id behind which they begin; null for the first ones
     * @param narrowed true for those of {@link #outdated} only, which have an index on PostgreSQL
     */
    Chunk read(JdbcClient jdbc, @Nullable Object after, boolean narrowed) {
        List<String> conditions = new ArrayList<>();
        if (narrowed) {
            conditions.add("(" + outdated() + ")");
        }
        if (after != null) {
            conditions.add("id > ?");
        }
        String read = columns.entrySet().stream()
                .map(column -> ", " + column.getKey() + ", " + column.getValue())
                .collect(Collectors.joining());
        String sql = "select id, version" + read + " from " + table
                + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                + " order by id limit " + CHUNK;
        List<@Nullable Object[]> outdated = new ArrayList<>();
        RowMapper<Object> row = (result, number) -> {
            List<@Nullable Object> parameters = new ArrayList<>();
            boolean same = true;
            for (Map.Entry<String, String> column : columns.entrySet()) {
                String text = result.getString(column.getValue());
                String key = text == null ? null : TextOrder.key(text);
                same &= Objects.equals(key, result.getString(column.getKey()));
                parameters.add(key);
            }
            Object id = result.getObject(1);
            parameters.add(id);
            parameters.add(result.getLong(2));
            if (!same) {
                outdated.add(parameters.toArray());
            }
            return id;
        };
        var statement = jdbc.sql(sql);
        List<Object> ids =
                (after == null ? statement : statement.param(after)).query(row).list();
        return new Chunk(ids.isEmpty() ? null : ids.get(ids.size() - 1), outdated);
    }

    /** The statement that writes keys. A record that was changed since it was read stays as it is. */
    String update() {
        String keys = columns.keySet().stream().map(column -> column + " = ?").collect(Collectors.joining(", "));
        return "update " + table + " set " + keys + " where id = ? and version = ?";
    }

    /**
     * The statement that makes an index of the records that lack a key or have a wrong one: none, usually. PostgreSQL
     * only. It keeps writers out for as long as it takes to read the table; {@code concurrently} would wait for the
     * transaction in which {@link Migrations} holds its lock.
     */
    String index() {
        return "create index if not exists ix_" + table + "_outdated_order on " + table + " (id) where " + outdated();
    }

    /** A key ends in its text: see {@link TextOrder} for the two replacements. */
    String outdated() {
        return columns.entrySet().stream()
                .map(column -> "substr(%1$s, strpos(%1$s, chr(1)) + 1) is distinct from ".formatted(column.getKey())
                        + "regexp_replace(replace(%s, chr(1114111), chr(1114111) || chr(1)), "
                                .formatted(column.getValue())
                        + "'[' || chr(57344) || '-' || chr(65535) || ']', chr(1114111) || '\\&', 'g')")
                .collect(Collectors.joining(" or "));
    }
}
