package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.query.CaseFolding;
import io.github.stockroom.application.query.Condition;
import io.github.stockroom.application.query.Operator;
import io.github.stockroom.application.query.Query;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes which records a query matches; {@link Query#matches} says what that means. */
final class Filter<R> {

    private final Columns<R> columns;

    Filter(Columns<R> columns) {
        this.columns = columns;
    }

    /** All of which must hold; none when the query matches every record. */
    List<Sql> of(Query<R> query) {
        return of(query, AccessPath.chosenByDatabase());
    }

    /** The same for a database that is told how to reach the records. */
    List<Sql> of(Query<R> query, AccessPath<R> path) {
        List<Sql> parts = new ArrayList<>();
        for (Condition<R> condition : query.conditions()) {
            Sql sql = condition(condition, query);
            // The truth of a condition has no index.
            parts.add(path.skipped().contains(condition) ? Sql.all(List.of(sql)).then(" is true") : sql);
        }
        String search = query.search();
        if (search != null) {
            parts.add(Sql.any(query.fields().searchable().stream()
                    .map(field -> contains(columns.of(field).requiredFolded(), CaseFolding.fold(search)))
                    .toList()));
        }
        return parts;
    }

    /** Beside an equal value, its key leads to the index of the order, which has the records in the order wanted. */
    private Sql condition(Condition<R> condition, Query<R> query) {
        Column column = columns.of(condition.field());
        boolean leads = condition.operator() == Operator.EQ
                && column.hasKeys()
                && condition.field() == query.sort().get(0).field();
        return leads ? Sql.all(List.of(compared(column, "=", condition), condition(condition))) : condition(condition);
    }

    Sql condition(Condition<R> condition) {
        Column column = columns.of(condition.field());
        String name = column.name();
        return switch (condition.operator()) {
            case EQ -> Sql.of(name + " = ?", condition.operand());
            case NE -> Sql.of(name + (column.nullable() ? " is distinct from ?" : " <> ?"), condition.operand());
            case LT -> compared(column, "<", condition);
            case LTE -> compared(column, "<=", condition);
            case GT -> compared(column, ">", condition);
            case GTE -> compared(column, ">=", condition);
            case IN -> in(name, condition.operands());
            // Only the folded column has an index that finds parts of text; the exact column then sorts out the case.
            case CONTAINS ->
                Sql.all(List.of(contains(column.requiredFolded(), folded(condition)), contains(name, text(condition))));
            case ICONTAINS -> contains(column.requiredFolded(), folded(condition));
            case STARTSWITH ->
                Sql.all(List.of(
                        startsWith(column.requiredFolded(), folded(condition)), startsWith(name, text(condition))));
            case ISTARTSWITH -> startsWith(column.requiredFolded(), folded(condition));
            case ISNULL -> Sql.of(name + (condition.operand().equals(true) ? " is null" : " is not null"));
        };
    }

    private static Sql compared(Column column, String operator, Condition<?> condition) {
        return Sql.of(column.sort() + " " + operator + " ?", column.key(condition.bound()));
    }

    private static Sql in(String name, List<? extends @Nullable Object> values) {
        if (values.isEmpty()) {
            return Sql.FALSE; // `in ()` is not SQL
        }
        String marks = String.join(", ", Collections.nCopies(values.size(), "?"));
        return Sql.of(name + " in (" + marks + ")", values.toArray());
    }

    private static Sql contains(String column, String part) {
        return like(column, "%" + escaped(part) + "%");
    }

    private static Sql startsWith(String column, String start) {
        return like(column, escaped(start) + "%");
    }

    private static Sql like(String column, String pattern) {
        return Sql.of(column + " like ? escape '!'", pattern);
    }

    /** Text that LIKE takes literally. */
    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static String text(Condition<?> condition) {
        return (String) condition.operand();
    }

    private static String folded(Condition<?> condition) {
        return CaseFolding.fold(text(condition));
    }
}
