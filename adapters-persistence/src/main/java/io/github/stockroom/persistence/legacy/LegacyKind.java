package io.github.stockroom.persistence.legacy;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A kind of table of a replaced system. Frameworks name a table for the application or class, which each team called as
 * it liked, so a table is recognised by its columns.
 *
 * @param name of what its rows become, in the plural
 * @param columns that tell it apart, in lower case
 * @param oneOfEach sets of names that systems gave to one column, the first one preferred
 */
public record LegacyKind(String name, Set<String> columns, List<List<String>> oneOfEach) {

    static final List<String> NAME_COLUMNS = List.of("user_name", "username");

    static final List<String> HASH_COLUMNS = List.of("hashed_password", "password_hash", "password");

    static final LegacyKind ACCOUNTS_WITH_ROLES =
            new LegacyKind(LegacyAccounts.KIND, Set.of("id", "role"), List.of(NAME_COLUMNS, HASH_COLUMNS));

    public LegacyKind {
        columns = Set.copyOf(columns);
        oneOfEach = List.copyOf(oneOfEach);
    }

    /** @param columns that tell it apart, in lower case */
    public LegacyKind(String name, Set<String> columns) {
        this(name, columns, List.of());
    }

    boolean isIn(Collection<String> table) {
        return table.containsAll(columns)
                && oneOfEach.stream().allMatch(names -> names.stream().anyMatch(table::contains));
    }

    boolean uses(String column) {
        return Stream.concat(Stream.of(columns), oneOfEach.stream()).anyMatch(names -> names.contains(column));
    }
}
