package io.github.stockroom.application.catalog;

import io.github.stockroom.application.bulk.Chunks;
import io.github.stockroom.application.bulk.Rejects;
import io.github.stockroom.application.error.FieldConflictException;
import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Walk;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes in records from outside that keep their ids, or that replace the details of stored records with the same value
 * in one field, the key. Not thread-safe; for one run.
 *
 * @param <S> one piece of input
 * @param <I> the id of a record
 * @param <D> its details
 * @param <R> the record
 */
public final class RecordIntake<S, I, D, R> {

    private final Catalog<I, D, R> catalog;
    private final Fields<R> fields;
    private final Function<R, I> idOf;
    private final @Nullable Field<R, ?> key;
    private final Rejects<? super S> rejects;
    private boolean wanted = true;
    private long created;
    private long updated;
    private long unchanged;

    /**
     * A record that comes in.
     *
     * @param details what it says, id apart
     * @param whole the same with the id to keep; null: it gets a new id
     * @param key the value by which the stored record is found; null: none is looked for
     */
    public record Item<S, D, R>(
            S input, D details, @Nullable R whole, @Nullable Object key) {}

    /**
     * @param key null: every record is added
     * @param rejects gets the input whose id or other unique value is taken, whose key several records have, or which
     *     changes a value that must stay
     */
    public RecordIntake(
            Catalog<I, D, R> catalog,
            Fields<R> fields,
            Function<R, I> idOf,
            @Nullable Field<R, ?> key,
            Rejects<? super S> rejects) {
        this.catalog = catalog;
        this.fields = fields;
        this.idOf = idOf;
        this.key = key;
        this.rejects = rejects;
    }

    /**
     * Takes all of them in as one step, all or none. Memory is needed for some of them only. Of two items with one key,
     * the later one counts.
     *
     * @throws FieldConflictException as {@link Catalog#create}
     */
    public void take(Iterator<Item<S, D, R>> items) {
        catalog.atomically(() -> {
            List<Item<S, D, R>> chunk = new ArrayList<>();
            Set<Object> keys = new HashSet<>();
            while (items.hasNext()) {
                Item<S, D, R> item = items.next();
                Object distinct = key == null ? idOf(item) : item.key();
                if (chunk.size() == Chunks.SIZE || distinct != null && !keys.add(distinct)) {
                    store(chunk);
                    chunk.clear();
                    keys.clear();
                    keys.add(distinct);
                }
                chunk.add(item);
            }
            store(chunk);
            rejects.end();
            return created;
        });
    }

    public long created() {
        return created;
    }

    public long updated() {
        return updated;
    }

    /** Returns how many stored records had these details already. */
    public long unchanged() {
        return unchanged;
    }

    private @Nullable Object idOf(Item<S, D, R> item) {
        return item.whole() == null ? null : idOf.apply(item.whole());
    }

    private void store(List<Item<S, D, R>> chunk) {
        if (!wanted || chunk.isEmpty()) {
            return;
        }
        Map<Object, List<R>> stored = key == null ? Map.of() : storedUnder(key, chunk);
        List<Item<S, D, R>> open = new ArrayList<>();
        for (Item<S, D, R> item : chunk) {
            List<R> found = item.key() == null ? List.of() : stored.getOrDefault(item.key(), List.of());
            if (found.isEmpty()) {
                open.add(item);
            } else if (found.size() == 1) {
                change(found.get(0), item);
            } else {
                reject(
                        item,
                        Violation.of("ambiguous", "Several records have this value.")
                                .at(nameOfKey()));
            }
        }
        add(open);
    }

    private <V> Map<Object, List<R>> storedUnder(Field<R, V> field, List<Item<S, D, R>> chunk) {
        List<V> values = chunk.stream()
                .map(Item::key)
                .filter(Objects::nonNull)
                .map(field.type().javaType()::cast)
                .toList();
        Query<R> query = Query.of(fields).where(field.in(values));
        Map<Object, List<R>> found = new HashMap<>();
        try (Walk<R> walk = catalog.walk(query, Window.first(Chunks.SIZE))) {
            while (walk.hasNext()) {
                for (R item : walk.next()) {
                    List<R> same = found.computeIfAbsent(field.valueOf(item), value -> new ArrayList<>(1));
                    if (same.size() < 2) {
                        same.add(item);
                    }
                }
            }
        }
        return found;
    }

    private void change(R stored, Item<S, D, R> item) {
        R now;
        try {
            now = catalog.change(idOf.apply(stored), Precondition.NONE, details -> item.details());
        } catch (ValidationException e) {
            wanted = rejects.reject(item.input(), e) && wanted;
            return;
        }
        if (now.equals(stored)) {
            unchanged++;
        } else {
            updated++;
        }
    }

    private void add(List<Item<S, D, R>> items) {
        List<D> numbered = items.stream()
                .filter(item -> item.whole() == null)
                .map(Item::details)
                .toList();
        if (!numbered.isEmpty()) {
            created += catalog.createAll(numbered.iterator(), record -> {});
        }
        Map<I, Item<S, D, R>> kept = new LinkedHashMap<>();
        List<R> wholes = new ArrayList<>();
        for (Item<S, D, R> item : items) {
            if (item.whole() != null && kept.putIfAbsent(idOf.apply(item.whole()), item) == null) {
                wholes.add(item.whole());
            } else if (item.whole() != null) {
                reject(item, taken("id"));
            }
        }
        if (wholes.isEmpty()) {
            return;
        }
        Set<I> added = catalog.addAll(wholes);
        created += added.size();
        kept.keySet().removeAll(added);
        rejectTaken(kept);
    }

    private void rejectTaken(Map<I, Item<S, D, R>> items) {
        if (items.isEmpty()) {
            return;
        }
        Set<Object> ids = storedUnder(
                        fields.id(),
                        items.values().stream()
                                .map(item -> new Item<S, D, R>(item.input(), item.details(), null, valueOfId(item)))
                                .toList())
                .keySet();
        items.values().forEach(item -> reject(item, ids.contains(valueOfId(item)) ? taken("id") : takenElsewhere()));
    }

    private Object valueOfId(Item<S, D, R> item) {
        return Objects.requireNonNull(fields.id().valueOf(Objects.requireNonNull(item.whole())));
    }

    private String nameOfKey() {
        return key == null ? "" : key.name();
    }

    private static Violation taken(String field) {
        return Violation.of("taken", "Another record has this " + field + ".").at(field);
    }

    private static Violation takenElsewhere() {
        return Violation.of("taken", "Another record has a value that no two may share, such as the slug of a movie.");
    }

    private void reject(Item<S, D, R> item, Violation why) {
        wanted = rejects.reject(item.input(), new ValidationException(why)) && wanted;
    }
}
