package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.query.Condition;
import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Operator;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.SortKey;
import io.github.stockroom.application.query.Window;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Tells from the shape of a query what its indexes do for it. Nothing is asked of the database, so that short work is
 * recognized at no cost. Immutable and thread-safe.
 */
final class IndexUse<R> {

    /**
     * Rows that a page may pass over and still be short work: an index passes over a thousand within a few
     * milliseconds.
     */
    static final int SHORT_OFFSET = 1_000;

    private static final Set<Operator> RANGES =
            EnumSet.of(Operator.EQ, Operator.LT, Operator.LTE, Operator.GT, Operator.GTE);

    private static final Set<Operator> KEYS = EnumSet.of(Operator.EQ, Operator.IN);

    private static final Set<Operator> LOOKED_UP =
            EnumSet.of(Operator.EQ, Operator.IN, Operator.LT, Operator.LTE, Operator.GT, Operator.GTE);

    private final Columns<R> columns;
    private final Query<R> query;

    IndexUse(Columns<R> columns, Query<R> query) {
        this.columns = columns;
        this.query = query;
    }

    /** Returns true if reading the records of a window reads hardly more rows than it returns. */
    boolean isShort(Window window) {
        if (window.purpose() == Window.Purpose.EXPORT || window.isContinued()) {
            return false;
        }
        return isById() || servesOrder() && window.offset() <= SHORT_OFFSET && isWithinOneRange();
    }

    /**
     * Returns true if an index has all records in the order of the query, so that a page at any place costs the same:
     * the keys are one column with an index and the id, both in the same direction.
     */
    boolean servesOrder() {
        List<SortKey<R>> sort = query.sort();
        return hasIndex(leading()) && (sort.size() == 1 || isFollowedById(sort));
    }

    /**
     * Returns true if an index has the records that this condition matches, in another order than that of the query.
     */
    boolean looksUpInOtherOrder(Condition<R> condition) {
        return condition.field() != leading()
                && hasIndex(condition.field())
                && LOOKED_UP.contains(condition.operator());
    }

    /**
     * Returns true if the query names its records by their ids, which are 500 at the most, as many as a list of values
     * may have.
     */
    boolean isById() {
        return query.conditions().stream()
                .anyMatch(condition -> isId(condition.field()) && KEYS.contains(condition.operator()));
    }

    /** Returns true if the records that match lie side by side in the index of the order. */
    private boolean isWithinOneRange() {
        if (query.search() != null) {
            return false;
        }
        List<Condition<R>> conditions = query.conditions();
        return conditions.stream().allMatch(this::isRangeOfTheOrder) || isOneValueById(conditions);
    }

    private boolean isRangeOfTheOrder(Condition<R> condition) {
        return condition.field() == leading() && RANGES.contains(condition.operator());
    }

    /** An index has the records of one value in the order of their ids. */
    private boolean isOneValueById(List<Condition<R>> conditions) {
        return conditions.size() == 1
                && conditions.get(0).operator() == Operator.EQ
                && hasIndex(conditions.get(0).field())
                && isId(leading());
    }

    private boolean isFollowedById(List<SortKey<R>> sort) {
        return sort.size() == 2
                && isId(sort.get(1).field())
                && sort.get(0).descending() == sort.get(1).descending();
    }

    private Field<R, ?> leading() {
        return query.sort().get(0).field();
    }

    private boolean hasIndex(Field<R, ?> field) {
        return columns.of(field).indexed();
    }

    private boolean isId(Field<R, ?> field) {
        return field == query.fields().id();
    }
}
