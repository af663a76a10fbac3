package io.github.stockroom.persistence.sql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/**
 * Inserts many rows by one statement, each column of theirs an array: however many there are, it is one round trip, one
 * plan and, unlike {@code copy}, the same text for both databases. Immutable and thread-safe.
 *
 * @param <R> what a row is made of
 */
public final class MultiRowInsert<R> {

    private final String table;
    private final List<Column<R>> columns;
    private final String ending;

    /**
     * @param carried the type of an array that both drivers can send
     * @param stored the type of the column
     */
    private record Column<R>(
            String name, String carried, String stored, Function<R, ? extends @Nullable Object> value) {}

    private MultiRowInsert(String table, List<Column<R>> columns, String ending) {
        this.table = table;
        this.columns = columns;
        this.ending = ending;
    }

    public static <R> MultiRowInsert<R> into(String table) {
        return new MultiRowInsert<>(table, List.of(), "");
    }

    public MultiRowInsert<R> text(String column, Function<R, ? extends @Nullable String> value) {
        return with(new Column<>(column, "varchar", "varchar", value));
    }

    public MultiRowInsert<R> wholeNumber(String column, Function<R, ? extends @Nullable Long> value) {
        return with(new Column<>(column, "bigint", "bigint", value));
    }

    public MultiRowInsert<R> decimal(String column, Function<R, ? extends @Nullable BigDecimal> value) {
        return as("numeric", column, value);
    }

    public MultiRowInsert<R> truth(String column, Function<R, ? extends @Nullable Boolean> value) {
        return as("boolean", column, value);
    }

    public MultiRowInsert<R> day(String column, Function<R, ? extends @Nullable LocalDate> value) {
        return as("date", column, value);
    }

    public MultiRowInsert<R> uniqueId(String column, Function<R, ? extends @Nullable UUID> value) {
        return as("uuid", column, value);
    }

    public MultiRowInsert<R> timestamp(String column, Function<R, ? extends @Nullable Instant> value) {
        return as("timestamp(6) with time zone", column, value);
    }

    /** Values that travel as text. */
    private MultiRowInsert<R> as(String stored, String column, Function<R, ? extends @Nullable Object> value) {
        return with(new Column<>(column, "varchar", stored, row -> {
            Object given = value.apply(row);
            return given == null ? null : given.toString();
        }));
    }

    /** The same columns of rows that are made of something larger. */
    public <S> MultiRowInsert<S> ofEach(Function<S, R> part) {
        List<Column<S>> same = columns.stream()
                .map(column -> new Column<S>(column.name, column.carried, column.stored, part.andThen(column.value)))
                .toList();
        return new MultiRowInsert<>(table, same, ending);
    }

    /** The same, but rows that break a unique constraint are passed over. */
    public MultiRowInsert<R> unlessTaken() {
        return new MultiRowInsert<>(table, columns, " on conflict do nothing");
    }

    /**
     * Inserts the rows in this order.
     *
     * @return the {@code id} of each row that was inserted, in the same order
     */
    public <K> List<K> insert(Database database, List<R> rows, Class<K> idType) {
        var keys = new GeneratedKeyHolder();
        List<@Nullable Object> arrays = new ArrayList<>();
        columns.forEach(column -> arrays.add(array(column, rows)));
        database.change(jdbc -> jdbc.sql(statement()).params(arrays).update(keys, "id"));
        return keys.getKeyList().stream()
                .map((Map<String, Object> key) -> idType.cast(key.get("id")))
                .toList();
    }

    private String statement() {
        return "insert into " + table + " (" + list(Column::name) + ") select "
                + list(column -> "cast(" + column.name + " as " + column.stored + ")") + " from unnest("
                + list(column -> "cast(? as " + column.carried + " array)") + ") with ordinality as given ("
                + list(Column::name) + ", place) order by place" + ending;
    }

    private String list(Function<Column<R>, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }

    private MultiRowInsert<R> with(Column<R> column) {
        List<Column<R>> more = new ArrayList<>(columns);
        more.add(column);
        return new MultiRowInsert<>(table, List.copyOf(more), ending);
    }

    private static <R> Object array(Column<R> column, List<R> rows) {
        @Nullable Object[] array = column.carried.equals("bigint") ? new Long[rows.size()] : new String[rows.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = column.value.apply(rows.get(i));
        }
        return array;
    }
}
