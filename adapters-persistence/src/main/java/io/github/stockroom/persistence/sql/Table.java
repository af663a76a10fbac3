package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.query.Condition;
import io.github.stockroom.application.query.Operator;
import io.github.stockroom.application.query.Position;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table that can be queried. Thread-safe.
 *
 * @param name as in the schema
 * @param selected what a result row consists of, comma-separated; among it the column of every field, and the one it is sorted by
 * @param columns of the fields
 * @param row makes a record of a result row
 */
public record Table<R>(String name, String selected, Columns<R> columns, RowMapper<R> row) {

    /** No room is made at once for more rows than this. */
    private static final int LARGE = 1_000;

    /** The records of a window, in the order of the query. */
    public List<R> list(Database database, Query<R> query, Window window) {
        Sql sql = list(query, window);
        Function<JdbcClient, List<R>> read = jdbc -> jdbc.sql(sql.text())
                .params(sql.parameters())
                .query(new RowMapperResultSetExtractor<>(row, Math.min(window.limit(), LARGE)));
        if (window.patient()) {
            return database.patiently(read);
        }
        return followsOneIndex(query) ? database.call(read) : database.query(read);
    }

    /** How many records the query matches. */
    public long count(Database database, Query<R> query) {
        Sql sql = count(query);
        Function<JdbcClient, Long> read = jdbc -> jdbc.sql(sql.text())
                .params(sql.parameters())
                .query((result, number) -> result.getLong(1))
                .single();
        return isUnconditional(query) ? database.call(read) : database.query(read);
    }

    /** The statement that reads the records of a window, in the order of the query. */
    public Sql list(Query<R> query, Window window) {
        Order<R> order = new Order<>(columns, query.sort());
        List<Sql> filter = new Filter<>(columns).of(query);
        Position through = window.through();
        if (through != null) {
            filter.add(order.through(through));
        }
        Position after = window.after();
        if (after == null) {
            return select(selected, filter).then(part(order, window));
        }
        return behind(order.rangesAfter(after), filter, order, window);
    }

    /** The statement that counts the records a query matches. */
    public Sql count(Query<R> query) {
        return select("count(*)", new Filter<>(columns).of(query));
    }

    /**
     * Whether one plan suits all values: there is only the order to follow, or what equals one value in the order of the id, which
     * is how the index of that column has it; a column without one is read through either way. In another order, or beside another
     * condition, it depends on how many there are.
     */
    private static boolean followsOneIndex(Query<?> query) {
        return isUnconditional(query) || query.search() == null && isOneValue(query.conditions()) && isById(query);
    }

    private static boolean isUnconditional(Query<?> query) {
        return query.conditions().isEmpty() && query.search() == null;
    }

    private static <R> boolean isOneValue(List<Condition<R>> conditions) {
        return conditions.size() == 1 && conditions.get(0).operator() == Operator.EQ;
    }

    private static boolean isById(Query<?> query) {
        return query.sort().get(0).field() == query.fields().id();
    }

    private Sql behind(List<Sql> ranges, List<Sql> filter, Order<R> order, Window window) {
        if (ranges.size() == 1) {
            return select(selected, append(filter, ranges.get(0))).then(part(order, window));
        }
        Window enough = window.withLimit(window.limit() + window.offset()).withOffset(0);
        List<Sql> selects = ranges.stream()
                .map(range -> select(selected, append(filter, range)).then(part(order, enough)))
                .toList();
        return Sql.of("select " + selected + " from (")
                .then(Sql.join(" union all ", selects))
                .then(") behind")
                .then(part(order, window));
    }

    private Sql select(String what, List<Sql> conditions) {
        Sql all = Sql.of("select " + what + " from " + name);
        return conditions.isEmpty() ? all : all.then(" where ").then(Sql.all(conditions));
    }

    private static Sql part(Order<?> order, Window window) {
        Sql limited = Sql.of(" order by " + order.by() + " limit ?", window.limit());
        return window.offset() == 0 ? limited : limited.then(" offset ?", window.offset());
    }

    private static List<Sql> append(List<Sql> parts, Sql last) {
        List<Sql> more = new ArrayList<>(parts);
        more.add(last);
        return more;
    }
}
