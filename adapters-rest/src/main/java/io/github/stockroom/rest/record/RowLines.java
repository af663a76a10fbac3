package io.github.stockroom.rest.record;

import io.github.stockroom.application.bulk.Chunks;
import io.github.stockroom.rest.rows.Row;
import java.util.Iterator;

/** Passes rows on and remembers the lines of the last ones, which the store may refuse together. */
final class RowLines implements Iterator<Row> {

    private final Iterator<Row> rows;
    private final long[] lines = new long[Chunks.SIZE];

    RowLines(Iterator<Row> rows) {
        this.rows = rows;
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public Row next() {
        Row row = rows.next();
        lines[place(row.index())] = row.line();
        return row;
    }

    /** @param index one of the last {@value Chunks#SIZE} rows */
    long line(long index) {
        return lines[place(index)];
    }

    private int place(long index) {
        return (int) (index % lines.length);
    }
}
