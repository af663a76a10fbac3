package io.github.stockroom.persistence.schema;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A change set that brings text of records that was stored by earlier versions into the form in which the service
 * stores and looks for text today.
 */
public final class NormaliseText extends RecordsChange {

    /** The limits that fields have at the time of this change. A change set does the same regardless of later ones. */
    private static final List<TextTable> TABLES = List.of(
            new TextTable("products", List.of(TextColumn.required("product", 200))),
            new TextTable("cars", List.of(TextColumn.required("brand", 50), TextColumn.required("model", 50))),
            new TextTable(
                    "movies",
                    List.of(
                            TextColumn.required("title", 255),
                            TextColumn.optional("description").sortedByStart("description_start", 100))));

    @Override
    void change(JdbcTemplate jdbc) {
        TABLES.stream().filter(table -> table.exists(jdbc)).forEach(table -> table.normalise(jdbc));
    }

    @Override
    public String getConfirmationMessage() {
        return "the text of records is in normal form";
    }
}
