package io.github.stockroom.persistence.legacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** The rows of a result, each read when it is asked for; the last one closes it. Not thread-safe. */
final class LegacyRows<T> implements Iterator<T> {

    private final ResultSet rows;
    private final Function<ResultSet, T> reader;
    private boolean isOnRow;

    LegacyRows(ResultSet rows, Function<ResultSet, T> reader) throws SQLException {
        this.rows = rows;
        this.reader = reader;
        advance();
    }

    @Override
    public boolean hasNext() {
        return isOnRow;
    }

    @Override
    public T next() {
        if (!isOnRow) {
            throw new NoSuchElementException();
        }
        try {
            T read = reader.apply(rows);
            advance();
            return read;
        } catch (SQLException e) {
            throw LegacyDatabase.unreadable(e);
        }
    }

    private void advance() throws SQLException {
        isOnRow = rows.next();
        if (!isOnRow) {
            rows.getStatement().close();
        }
    }
}
