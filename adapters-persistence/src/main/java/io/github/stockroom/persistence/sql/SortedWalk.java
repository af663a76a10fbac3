package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.query.FieldType;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Walk;
import io.github.stockroom.application.query.Window;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Walks a list in an order that no index has. Sorting each chunk by itself would sort all records again for every
 * chunk. Instead, one statement sorts the ids of all records that match, and the chunks are then looked up by id.
 * Memory does not grow with the list, see {@link IdSpool}.
 */
final class SortedWalk<R> implements Walk<R> {

    /** Ids that PostgreSQL sends at a time; its driver would hold all of them in memory otherwise. */
    private static final int FETCHED = 10_000;

    private final Table<R> table;
    private final Database database;
    private final Query<R> query;
    private final int chunk;
    private final boolean uuids;
    private final IdSpool ids;
    private boolean begun;

    private SortedWalk(Table<R> table, Database database, Query<R> query, int chunk) {
        this.table = table;
        this.database = database;
        this.query = query;
        this.chunk = chunk;
        this.uuids = query.fields().id().type() == FieldType.UNIQUE_ID;
        this.ids = new IdSpool(database.sortedIds(), uuids);
    }

    /** Sorts now; nothing has to be closed if that fails. */
    static <R> SortedWalk<R> open(Table<R> table, Database database, Query<R> query, Window start) {
        var walk = new SortedWalk<>(table, database, query, start.limit());
        try {
            walk.sort(start);
            return walk;
        } catch (RuntimeException e) {
            walk.close();
            throw e;
        }
    }

    /** An empty list has one chunk, as it would have one page. */
    @Override
    public boolean hasNext() {
        return !begun || ids.hasNext();
    }

    @Override
    public List<R> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        begun = true;
        Collection<Object> next = ids.next(chunk);
        Object array = uuids ? next.stream().map(Object::toString).toArray(String[]::new) : next.toArray(Long[]::new);
        Sql sql = table.byIds(query, array, uuids);
        return database.longQuery(
                true,
                jdbc -> jdbc.sql(sql.text())
                        .params(sql.parameters())
                        .query(table.row())
                        .list());
    }

    @Override
    public void close() {
        ids.close();
    }

    private void sort(Window start) {
        Sql sql = table.sortedIds(query, start);
        RowCallbackHandler spool = row -> ids.add(uuids ? row.getObject(1, UUID.class) : (Object) row.getLong(1));
        database.longTransaction(false, jdbc -> {
            ids.clear();
            jdbc.sql(sql.text()).params(sql.parameters()).withFetchSize(FETCHED).query(spool);
            return ids;
        });
        ids.rewind();
    }
}
