package io.github.stockroom.persistence.legacy;

import java.util.List;

/**
 * A table of a replaced system.
 *
 * @param columns in lower case
 */
public record LegacyTable(LegacyKind kind, String name, List<String> columns) {

    public LegacyTable {
        columns = List.copyOf(columns);
    }

    /** Returns the columns that have no place here, whose values stay behind. */
    public List<String> unused() {
        return columns.stream().filter(column -> !kind.uses(column)).toList();
    }

    String first(List<String> names) {
        return names.stream().filter(columns::contains).findFirst().orElseThrow();
    }
}
