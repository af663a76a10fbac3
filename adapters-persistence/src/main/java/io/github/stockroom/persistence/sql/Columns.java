package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.query.Field;
import java.util.Map;

/**
 * The columns of the fields. The only source of column names in a query: callers name fields, never columns.
 *
 * @param columns one for each field of the record; immutable
 */
public record Columns<R>(Map<Field<R, ?>, Column> columns) {

    public Columns {
        columns = Map.copyOf(columns);
    }

    Column of(Field<R, ?> field) {
        Column column = columns.get(field);
        if (column == null) {
            throw new IllegalArgumentException("no column holds the field " + field);
        }
        return column;
    }
}
