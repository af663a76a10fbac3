package io.github.stockroom.application.move;

import io.github.stockroom.domain.shared.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a replaced system.
 *
 * @param id as that system wrote it
 * @param item the record it becomes, at version 1; null if it breaks rules
 * @param otherwise what it becomes if another has its unique value, its slug for example; null: it is rejected
 * @param changes of its values
 * @param violations why it becomes no record; empty if it does
 */
public record MovedRow<R>(
        String id,
        @Nullable R item,
        @Nullable Alternative<R> otherwise,
        List<Change> changes,
        List<Violation> violations) {

    public MovedRow {
        changes = List.copyOf(changes);
        violations = List.copyOf(violations);
        if ((item == null) == violations.isEmpty()) {
            throw new IllegalArgumentException("a row becomes a record or breaks rules");
        }
    }
}
