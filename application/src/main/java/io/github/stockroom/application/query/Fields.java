package io.github.stockroom.application.query;

import java.util.List;
import java.util.Optional;

/**
 * The fields of one kind of record, in the order in which they are shown.
 *
 * @param all at least the id; immutable
 * @param id the field that no two records share and none lacks
 * @param defaultSort how lists are sorted unless a caller says otherwise; immutable
 */
public record Fields<R>(List<Field<R, ?>> all, Field<R, ?> id, List<SortKey<R>> defaultSort) {

    public Fields {
        all = List.copyOf(all);
        defaultSort = List.copyOf(defaultSort);
        if (!all.contains(id)) {
            throw new IllegalArgumentException("the id is one of the fields");
        }
    }

    public Optional<Field<R, ?>> named(String name) {
        return all.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** The fields that a search for a piece of text looks into. */
    @SuppressWarnings("unchecked") // a text field among the fields of R is a text field of R
    public List<TextField<R>> searchable() {
        return all.stream()
                .filter(TextField.class::isInstance)
                .map(field -> (TextField<R>) field)
                .toList();
    }
}
