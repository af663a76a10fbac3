package io.github.stockroom.application.catalog;

import io.github.stockroom.application.error.FieldConflictException;
import io.github.stockroom.application.error.FieldConflictException.Rule;
import io.github.stockroom.application.error.RecordInUseException;
import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.InMemoryTable;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * As strict as a database, and as safe with many threads. Holds records only as long as it is held itself.
 *
 * @param <I> the id of a record
 * @param <D> its details
 * @param <R> the record
 */
public abstract class InMemoryIdAssigningStore<I, D, R> implements IdAssigningStore<I, D, R> {

    /** Each write holds it: rules span the records of several stores. */
    private static final Object WRITES = new Object();

    private final RecordParts<I, D, R> parts;
    private final Map<I, R> records = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final List<Field<R, ?>> unique = new ArrayList<>();
    private final List<Reference<R, ?>> references = new ArrayList<>();
    private final List<Referrer<I>> referrers = new ArrayList<>();

    private record Reference<R, T>(
            Field<R, ?> field, Function<R, ? extends @Nullable T> id, InMemoryIdAssigningStore<T, ?, ?> target) {

        boolean isBroken(R item) {
            T wanted = id.apply(item);
            return wanted != null && target.find(wanted).isEmpty();
        }
    }

    /**
     * Another store whose records refer to these.
     *
     * @param refersTo whether one of its records refers to an id
     */
    private record Referrer<I>(String resource, Predicate<I> refersTo) {}

    protected InMemoryIdAssigningStore(RecordParts<I, D, R> parts) {
        this.parts = parts;
    }

    /** Has no two records share a value of this field. Called by constructors only. */
    protected final void requireUnique(Field<R, ?> field) {
        unique.add(field);
    }

    /**
     * Has a field refer to records that exist, which are not deleted then. Called by constructors only.
     *
     * @param resource the name of this one
     */
    protected final <T> void requireReference(
            Field<R, ?> field,
            Function<R, ? extends @Nullable T> id,
            InMemoryIdAssigningStore<T, ?, ?> target,
            String resource) {
        references.add(new Reference<>(field, id, target));
        target.referrers.add(new Referrer<>(
                resource, wanted -> records.values().stream().anyMatch(item -> wanted.equals(id.apply(item)))));
    }

    @Override
    public final R insert(D details) {
        synchronized (WRITES) {
            I id = nextId();
            R inserted = parts.whole().of(id, 1, details);
            requireRules(inserted);
            records.put(id, inserted);
            return inserted;
        }
    }

    @Override
    public final List<R> insertAll(List<D> details) {
        return atomically(() -> {
            List<R> inserted = new ArrayList<>();
            for (D each : details) {
                try {
                    inserted.add(insert(each));
                } catch (FieldConflictException e) {
                    throw new FieldConflictException(e.rule(), e.field(), inserted.size());
                }
            }
            return List.copyOf(inserted);
        });
    }

    @Override
    public final Set<I> addAll(List<R> all) {
        return all.stream().filter(this::isAdded).map(parts.id()).collect(Collectors.toSet());
    }

    private boolean isAdded(R item) {
        synchronized (WRITES) {
            try {
                requireRules(item);
            } catch (FieldConflictException e) {
                if (e.rule() == Rule.REFERENCE) {
                    throw e;
                }
                return false;
            }
            return records.putIfAbsent(parts.id().apply(item), item) == null;
        }
    }

    @Override
    public final <T> T atomically(Supplier<T> work) {
        return InMemoryTable.atomically(work, records);
    }

    @Override
    public final Optional<R> find(I id) {
        return Optional.ofNullable(records.get(id));
    }

    @Override
    public final Optional<R> update(R changed) {
        long version = parts.version().applyAsLong(changed);
        I id = parts.id().apply(changed);
        R raised = parts.at(changed, version + 1);
        synchronized (WRITES) {
            if (at(id, version).isEmpty()) {
                return Optional.empty();
            }
            requireRules(raised);
            records.put(id, raised);
            return Optional.of(raised);
        }
    }

    @Override
    public final boolean delete(I id, long version) {
        synchronized (WRITES) {
            if (at(id, version).isEmpty()) {
                return false;
            }
            for (Referrer<I> referrer : referrers) {
                if (referrer.refersTo().test(id)) {
                    throw new RecordInUseException(referrer.resource());
                }
            }
            return records.remove(id) != null;
        }
    }

    @Override
    public final List<R> list(Query<R> query, Window window) {
        return InMemoryTable.list(records.values(), query, window);
    }

    @Override
    public final long count(Query<R> query) {
        return InMemoryTable.count(records.values(), query);
    }

    private I nextId() {
        I id = parts.newId().apply(lastId.incrementAndGet());
        while (records.containsKey(id)) {
            id = parts.newId().apply(lastId.incrementAndGet());
        }
        return id;
    }

    private Optional<R> at(I id, long version) {
        return find(id).filter(found -> parts.version().applyAsLong(found) == version);
    }

    private void requireRules(R item) {
        for (Field<R, ?> field : unique) {
            Object value = field.valueOf(item);
            if (value != null && others(item).anyMatch(other -> value.equals(field.valueOf(other)))) {
                throw new FieldConflictException(Rule.UNIQUE, field.name());
            }
        }
        for (Reference<R, ?> reference : references) {
            if (reference.isBroken(item)) {
                throw new FieldConflictException(
                        Rule.REFERENCE, reference.field().name());
            }
        }
    }

    private Stream<R> others(R item) {
        I id = parts.id().apply(item);
        return records.values().stream()
                .filter(other -> !parts.id().apply(other).equals(id));
    }
}
