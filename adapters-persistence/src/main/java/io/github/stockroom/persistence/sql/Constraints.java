package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.error.FieldConflictException;
import io.github.stockroom.application.error.FieldConflictException.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * The constraints by which records of a table exclude or need other records. Immutable and thread-safe.
 *
 * <pre>{@code
 * Constraints.<BookDetails>of("books")
 *         .unique("isbn", "isbn", "varchar", details -> details.isbn().value())
 *         .reference("author", "author", "authors", "bigint", details -> details.author().value())
 * }</pre>
 *
 * @param <D> what a row is made of
 */
public final class Constraints<D> {

    private final String table;
    private final List<Constraint<D>> rules;

    /**
     * @param name of the constraint
     * @param column of the table {@code source} that holds the values which exist
     * @param type of the column
     */
    private record Constraint<D>(
            Rule rule,
            String name,
            String field,
            String column,
            String source,
            String type,
            Function<D, ? extends @Nullable Object> value) {}

    private Constraints(String table, List<Constraint<D>> rules) {
        this.table = table;
        this.rules = List.copyOf(rules);
    }

    public static <D> Constraints<D> of(String table) {
        return new Constraints<>(table, List.of());
    }

    /**
     * The constraint {@code uq_<table>_<column>}.
     *
     * @param type of the column, such as {@code varchar}
     * @param value null if the row has none
     */
    public Constraints<D> unique(
            String field, String column, String type, Function<D, ? extends @Nullable Object> value) {
        String name = "uq_" + table + "_" + column;
        return with(new Constraint<>(Rule.UNIQUE, name, field, column, table, type, value));
    }

    /**
     * The constraint {@code fk_<table>_<column>}, which refers to the id of another table.
     *
     * @param type of the column, {@code bigint} or {@code uuid}
     * @param value null if the row has none
     */
    public Constraints<D> reference(
            String field, String column, String target, String type, Function<D, ? extends @Nullable Object> value) {
        String name = "fk_" + table + "_" + column;
        return with(new Constraint<>(Rule.REFERENCE, name, field, "id", target, type, value));
    }

    /**
     * Runs a statement that writes rows.
     *
     * @throws FieldConflictException when it breaks one of these constraints
     */
    public <T> T explain(Supplier<T> statement) {
        try {
            return statement.get();
        } catch (DataIntegrityViolationException e) {
            throw BrokenConstraint.of(e)
                    .flatMap(broken -> rules.stream()
                            .filter(rule -> rule.name().equals(broken.name()))
                            .findFirst())
                    .<RuntimeException>map(rule -> new FieldConflictException(rule.rule(), rule.field()))
                    .orElse(e);
        }
    }

    /**
     * Looks for the first row that breaks one of these constraints. A statement that inserts many rows does not tell
     * which one did, and after it failed the transaction cannot ask.
     *
     * @throws FieldConflictException with the place of the row
     */
    public void check(Database database, List<D> rows) {
        for (Constraint<D> rule : rules) {
            List<@Nullable String> values = rows.stream()
                    .map(row -> rule.value().apply(row))
                    .map(value -> value == null ? null : value.toString())
                    .toList();
            Set<String> stored = stored(database, rule, values);
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < values.size(); i++) {
                String value = values.get(i);
                if (value != null && isBroken(rule.rule(), stored.contains(value), seen.add(value))) {
                    throw new FieldConflictException(rule.rule(), rule.field(), i);
                }
            }
        }
    }

    private static boolean isBroken(Rule rule, boolean isStored, boolean isNew) {
        return rule == Rule.REFERENCE ? !isStored : isStored || !isNew;
    }

    /** Returns those of the values that are stored, as they were given: the database may spell them another way. */
    private static <D> Set<String> stored(Database database, Constraint<D> rule, List<@Nullable String> values) {
        Object wanted = values.stream().filter(Objects::nonNull).distinct().toArray(String[]::new);
        String sql = "select wanted.given from unnest(cast(? as varchar array)) as wanted (given) join "
                + rule.source() + " as stored on stored." + rule.column() + " = cast(wanted.given as " + rule.type()
                + ")";
        return database.queryWithFreshPlan(jdbc -> jdbc.sql(sql)
                .param(wanted)
                .query((row, number) -> row.getString(1))
                .set());
    }

    private Constraints<D> with(Constraint<D> rule) {
        List<Constraint<D>> more = new ArrayList<>(rules);
        more.add(rule);
        return new Constraints<>(table, more);
    }
}
