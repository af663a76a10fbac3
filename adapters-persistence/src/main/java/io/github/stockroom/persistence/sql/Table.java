package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.error.RecordInUseException;
import io.github.stockroom.application.query.Condition;
import io.github.stockroom.application.query.Listing;
import io.github.stockroom.application.query.Operator;
import io.github.stockroom.application.query.Position;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Walk;
import io.github.stockroom.application.query.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table that can be queried. Thread-safe.
 *
 * @param name as in the schema
 * @param selected what a result row consists of, comma-separated; among it the column of every field
 * @param columns of the fields
 * @param row makes a record of a result row
 */
public record Table<R>(String name, String selected, Columns<R> columns, RowMapper<R> row) {

    /** No room is made at once for more rows than this. */
    private static final int LARGE = 1_000;

    /** The records of a window, in the order of the query. */
    public List<R> list(Database database, Query<R> query, Window window) {
        IndexUse<R> indexes = new IndexUse<>(columns, query);
        Function<JdbcClient, List<R>> read = jdbc -> {
            Sql sql = list(query, window, plan(database, jdbc, query, indexes));
            return jdbc.sql(sql.text())
                    .params(sql.parameters())
                    .query(new RowMapperResultSetExtractor<>(row, Math.min(window.limit(), LARGE)));
        };
        if (window.purpose() == Window.Purpose.EXPORT) {
            return database.longTransaction(window.isContinued(), read);
        }
        if (!indexes.isShort(window)) {
            return database.longQuery(window.isContinued(), read);
        }
        return followsOneIndex(query) ? database.queryWithCachedPlan(read) : database.queryWithFreshPlan(read);
    }

    /** All records of a query, sorted by one statement unless an index has them in this order. */
    public Walk<R> walk(Database database, Query<R> query, Window start) {
        if (new IndexUse<>(columns, query).servesOrder()) {
            Listing.Fetch<R> fetch = (wanted, window) -> list(database, wanted, window);
            return Walk.byPosition((wanted, window) -> Listing.page(wanted, window, fetch), query, start);
        }
        return SortedWalk.open(this, database, query, start);
    }

    /**
     * Deletes a row if it still has this version.
     *
     * @param id as both drivers take it
     * @return false, and nothing deleted, when it is gone or has another version
     * @throws RecordInUseException when rows of another table refer to it
     */
    public boolean delete(Database database, Object id, long version) {
        String sql = "delete from " + name + " where id = ? and version = ?";
        try {
            return database.change(jdbc -> jdbc.sql(sql).params(id, version).update()) == 1;
        } catch (DataIntegrityViolationException e) {
            throw BrokenConstraint.of(e)
                    .<RuntimeException>map(reference ->
                            new RecordInUseException(reference.table().replace('_', '-')))
                    .orElse(e);
        }
    }

    /** Counts the records that the query matches. */
    public long count(Database database, Query<R> query) {
        Sql sql = count(query);
        return database.longQuery(
                false,
                jdbc -> jdbc.sql(sql.text())
                        .params(sql.parameters())
                        .query((result, number) -> result.getLong(1))
                        .single());
    }

    /** The statement that reads the records of a window, in the order of the query, as the database likes best. */
    public Sql list(Query<R> query, Window window) {
        return list(query, window, AccessPath.chosenByDatabase());
    }

    private Sql list(Query<R> query, Window window, AccessPath<R> path) {
        Order<R> order = new Order<>(columns, query.sort(), path.constant());
        List<Sql> filter = new Filter<>(columns).of(query, path);
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
     * The statement that sorts the ids of all records of a query from the start of the window on; its limit does not
     * count.
     */
    Sql sortedIds(Query<R> query, Window start) {
        Order<R> order = new Order<>(columns, query.sort());
        List<Sql> filter = new Filter<>(columns).of(query);
        Position through = start.through();
        if (through != null) {
            filter.add(order.through(through));
        }
        Position after = start.after();
        if (after != null) {
            filter.add(Sql.any(order.rangesAfter(after)));
        }
        Sql sorted = select(id(query), filter).then(" order by " + order.by());
        return start.offset() == 0 ? sorted : sorted.then(" offset ?", start.offset());
    }

    /**
     * The statement that reads records in the order of these ids, except for those that are gone or no longer match.
     *
     * @param ids an array, of text where they are UUIDs
     */
    Sql byIds(Query<R> query, Object ids, boolean uuids) {
        String key = uuids ? "cast(wanted_id as uuid)" : "wanted_id";
        List<Sql> filter = new Filter<>(columns).of(query);
        Sql joined = new Sql(
                "select " + selected + " from unnest(cast(? as " + (uuids ? "varchar" : "bigint")
                        + " array)) with ordinality as wanted (wanted_id, place) join " + name + " on " + id(query)
                        + " = " + key,
                List.of(ids));
        Sql matching = filter.isEmpty() ? joined : joined.then(" where ").then(Sql.all(filter));
        return matching.then(" order by place");
    }

    private AccessPath<R> plan(Database database, JdbcClient jdbc, Query<R> query, IndexUse<R> indexes) {
        return database.plansWithLimits()
                ? AccessPath.chosenByDatabase()
                : AccessPath.choose(indexes, query, condition -> matchesFew(jdbc, condition));
    }

    /** Returns true if the index of a column has few records that match; costs reading as many entries of it. */
    private boolean matchesFew(JdbcClient jdbc, Condition<R> condition) {
        Sql sql = Sql.of("select count(*) from (")
                .then(select("1", List.of(new Filter<>(columns).condition(condition))))
                .then(" limit ?) matching", AccessPath.FEW);
        return jdbc.sql(sql.text()).params(sql.parameters()).query(Long.class).single() < AccessPath.FEW;
    }

    private String id(Query<R> query) {
        return columns.of(query.fields().id()).name();
    }

    /**
     * Returns true if one cached plan suits all parameter values: the query has no condition, or a single equality
     * condition in the order of the id, which is the order of the column's index. A column without an index is scanned
     * for every value. In another order, or with further conditions, the best plan depends on the number of matching
     * rows.
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
        String sorted =
                Stream.concat(Stream.of(selected), order.keys().stream()).collect(Collectors.joining(", "));
        List<Sql> selects = ranges.stream()
                .map(range -> select(sorted, append(filter, range)).then(part(order, enough)))
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
