package io.github.stockroom.application.query;

import io.github.stockroom.domain.shared.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions that select records, and their order. Immutable; each method returns a new query.
 *
 * <pre>{@code
 * Query.of(ProductFields.ALL).where(ProductFields.PRICE.atMost(100L)).sortedBy(ProductFields.PRICE.descending())
 * }</pre>
 *
 * @param conditions all must hold
 * @param search text that at least one {@linkplain Fields#searchable() text field} must contain, ignoring case;
 * text as every store can
 *     hold it ({@link Text#storable})
 * @param sort a total order: the id closes it, in the direction of the key before, so that a store can walk one index
 */
public record Query<R>(
        Fields<R> fields,
        List<Condition<R>> conditions,
        @Nullable String search,
        List<SortKey<R>> sort) {

    public Query {
        conditions = List.copyOf(conditions);
        if (search != null) {
            Text.storable(search);
        }
        sort = totalOrder(fields, sort);
    }

    /** All records in their default order. */
    public static <R> Query<R> of(Fields<R> fields) {
        return new Query<>(fields, List.of(), null, fields.defaultSort());
    }

    /** Adds conditions. */
    public Query<R> where(List<Condition<R>> more) {
        List<Condition<R>> both = new ArrayList<>(conditions);
        both.addAll(more);
        return new Query<>(fields, both, search, sort);
    }

    /** Adds a condition. */
    public Query<R> where(Condition<R> condition) {
        return where(List.of(condition));
    }

    /** Looks for a piece of text instead of what was looked for before. */
    public Query<R> searching(String text) {
        return new Query<>(fields, conditions, text, sort);
    }

    /** Sorts by these keys instead; none means the default order. */
    public Query<R> sortedBy(List<SortKey<R>> keys) {
        return new Query<>(fields, conditions, search, keys.isEmpty() ? fields.defaultSort() : keys);
    }

    /** Sorts by this key instead. */
    public Query<R> sortedBy(SortKey<R> key) {
        return sortedBy(List.of(key));
    }

    /** Returns the position of a record in the order of this query. */
    public Position positionOf(R item) {
        List<@Nullable Object> key = new ArrayList<>(sort.size());
        for (SortKey<R> part : sort) {
            key.add(part.field().sortValueOf(item));
        }
        return new Position(key);
    }

    /** Returns true if conditions and search hold for this record; every store must agree. */
    public boolean matches(R item) {
        return conditions.stream().allMatch(condition -> condition.matches(item)) && isFoundIn(item);
    }

    /** Compares positions in the order of this query; every store must agree. */
    public int compare(Position a, Position b) {
        for (int i = 0; i < sort.size(); i++) {
            int order = sort.get(i).comparator().compare(a.key().get(i), b.key().get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private boolean isFoundIn(R item) {
        String wanted = search;
        return wanted == null
                || fields.searchable().stream()
                        .map(field -> field.valueOf(item))
                        .anyMatch(text -> text != null && Condition.containsIgnoringCase(text, wanted));
    }

    private static <R> List<SortKey<R>> totalOrder(Fields<R> fields, List<SortKey<R>> sort) {
        if (sort.stream().anyMatch(key -> key.field() == fields.id())) {
            return List.copyOf(sort); // the same list in each further step
        }
        List<SortKey<R>> total = new ArrayList<>(sort);
        boolean descending = !sort.isEmpty() && sort.get(sort.size() - 1).descending();
        total.add(new SortKey<>(fields.id(), descending));
        return List.copyOf(total);
    }
}
