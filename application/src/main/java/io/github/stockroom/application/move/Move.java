package io.github.stockroom.application.move;

import io.github.stockroom.application.bulk.Chunks;
import io.github.stockroom.domain.shared.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Moves the rows of one table in. What is stored already stays as it is, so that a second run adds nothing. Not
 * thread-safe; for one run.
 *
 * @param <K> what tells two records apart
 */
public final class Move<K, R> {

    private final MoveTarget<K, R> target;
    private final MoveReport report;
    private long before;

    /** Of the last chunk that had any. Rows of one id follow each other, so that no others are needed. */
    private Set<K> lastCreated = Set.of();

    private long read;
    private long created;
    private long changed;
    private long unchanged;
    private long different;
    private long rejected;

    public Move(MoveTarget<K, R> target, MoveReport report) {
        this.target = target;
        this.report = report;
    }

    /**
     * Reads all rows, and stores those that become records. Memory is needed for some of them only. To be called within
     * {@link MoveTarget#atomically}.
     *
     * @param rows in the order of their ids
     * @return how many records the target had that are none of these rows
     */
    public long run(Iterator<MovedRow<R>> rows) {
        before = target.count();
        List<MovedRow<R>> chunk = new ArrayList<>();
        while (rows.hasNext()) {
            chunk.add(rows.next());
            if (chunk.size() == Chunks.SIZE) {
                store(chunk);
                chunk.clear();
            }
        }
        store(chunk);
        return before - unchanged - different;
    }

    private void store(List<MovedRow<R>> rows) {
        read += rows.size();
        Map<K, MovedRow<R>> open = new LinkedHashMap<>();
        for (MovedRow<R> row : rows) {
            R item = row.item();
            if (item == null) {
                reject(row, row.violations());
            } else if (open.putIfAbsent(target.keyOf(item), row) != null) {
                reject(row, taken());
            }
        }
        passOverStored(open);
        Map<K, MovedRow<R>> added = add(open, false);
        open.keySet().removeAll(added.keySet());
        added.values().forEach(row -> created(row, row.changes()));
        Map<K, MovedRow<R>> addedOtherwise = add(open, true);
        open.keySet().removeAll(addedOtherwise.keySet());
        addedOtherwise.values().forEach(row -> created(row, changesOtherwise(row)));
        rememberCreated(added.keySet(), addedOtherwise.keySet());
        open.values().forEach(row -> reject(row, taken()));
    }

    private void rememberCreated(Set<K> some, Set<K> others) {
        if (!some.isEmpty() || !others.isEmpty()) {
            lastCreated = new HashSet<>(some);
            lastCreated.addAll(others);
        }
    }

    private void passOverStored(Map<K, MovedRow<R>> open) {
        Map<K, R> found = target.stored(Set.copyOf(open.keySet()));
        for (K key : List.copyOf(open.keySet())) {
            R stored = found.get(key);
            MovedRow<R> row = stored == null ? null : open.remove(key);
            if (stored == null || row == null) {
                continue;
            }
            if (before == 0 || lastCreated.contains(key) || isOther(stored, row)) {
                reject(row, taken());
            } else if (isSame(stored, row)) {
                unchanged++;
            } else {
                different++;
                report.different(row.id());
            }
        }
    }

    private boolean isSame(R stored, MovedRow<R> row) {
        R item = row.item();
        Alternative<R> otherwise = row.otherwise();
        return item != null && target.isSame(stored, item)
                || otherwise != null && target.isSame(stored, otherwise.item());
    }

    private boolean isOther(R stored, MovedRow<R> row) {
        R item = row.item();
        Alternative<R> otherwise = row.otherwise();
        return item != null
                && target.isOther(stored, item)
                && (otherwise == null || target.isOther(stored, otherwise.item()));
    }

    /** Stores rows as they are, or as what they become otherwise; returns those that were. */
    private Map<K, MovedRow<R>> add(Map<K, MovedRow<R>> rows, boolean otherwise) {
        Map<K, MovedRow<R>> offered = new LinkedHashMap<>();
        List<R> items = new ArrayList<>();
        rows.forEach((key, row) -> {
            R item = otherwise ? itemOtherwise(row) : row.item();
            if (item != null) {
                offered.put(key, row);
                items.add(item);
            }
        });
        if (!items.isEmpty()) {
            offered.keySet().retainAll(target.addAll(items));
        }
        return offered;
    }

    private static <R> @Nullable R itemOtherwise(MovedRow<R> row) {
        Alternative<R> otherwise = row.otherwise();
        return otherwise == null ? null : otherwise.item();
    }

    private void created(MovedRow<R> row, List<Change> changes) {
        created++;
        if (!changes.isEmpty()) {
            changed++;
            report.changed(row.id(), changes);
        }
    }

    private void reject(MovedRow<R> row, List<Violation> why) {
        rejected++;
        report.rejected(row.id(), why);
    }

    private static List<Violation> taken() {
        return List.of(Violation.of("taken", "Another record has its id or a value that no two may share."));
    }

    private static List<Change> changesOtherwise(MovedRow<?> row) {
        List<Change> changes = new ArrayList<>(row.changes());
        Alternative<?> otherwise = row.otherwise();
        if (otherwise != null) {
            changes.add(otherwise.change());
        }
        return changes;
    }

    public long read() {
        return read;
    }

    public long created() {
        return created;
    }

    /** Returns how many of the created records have other values than their rows. */
    public long changed() {
        return changed;
    }

    /** Returns how many rows were stored before. */
    public long unchanged() {
        return unchanged;
    }

    /** Returns how many rows were stored before and have other values now. */
    public long different() {
        return different;
    }

    public long rejected() {
        return rejected;
    }
}
