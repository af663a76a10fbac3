package io.github.stockroom.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The entry of a resource in the list that the console shows. */
final class ConsoleEntry {

    /** As many columns fit on a phone. */
    private static final int NARROW = 2;

    private final Definition definition;

    ConsoleEntry(Definition definition) {
        this.definition = definition;
    }

    String text() {
        List<String> fields = new ArrayList<>();
        for (FieldDefinition field : definition.fields()) {
            fields.add(field(field, fields.size() < NARROW));
        }
        return """
                  {
                    name: '%s',
                    path: '%s',
                    one: '%s',
                    many: '%s',
                    title: ['%s'],
                    fields: [
                %s      %s,
                    ],
                  },
                """.formatted(
                Words.hyphenated(definition.access()),
                definition.path().substring(1),
                Words.plain(definition.singular()),
                Words.plain(definition.plural()),
                title(),
                fields.stream().collect(Collectors.joining()),
                definition.uuids() ? "{ name: 'id', label: 'Id', kind: 'uuid', readOnly: true, narrow: false }" : "id");
    }

    /** Returns the field that names a record: the first text that every record has. */
    private String title() {
        return definition.fields().stream()
                .filter(field -> field.kind() == FieldKind.TEXT && !field.optional())
                .map(FieldDefinition::name)
                .findFirst()
                .orElse("id");
    }

    private static String field(FieldDefinition field, boolean narrow) {
        String kind = switch (field.kind()) {
            case INTEGER -> field.isReference() ? "number'" : "number', grouped: true";
            case BOOLEAN -> "truth'";
            case DATE -> "day'";
            case TIMESTAMP -> "time'";
            case CHOICE -> "choice', options: ['" + String.join("', '", field.arguments()) + "']";
            case TEXT, LONGTEXT, DECIMAL, UUID -> field.kind().code() + "'";
        };
        return "      { name: '%s', label: '%s', kind: '%s%s%s%s, narrow: %s },\n"
                .formatted(
                        field.name(),
                        field.label(),
                        kind,
                        field.optional() ? ", nullable: true" : "",
                        field.readOnly() ? ", fixed: true" : "",
                        field.byDefault()
                                .map(value -> ", initial: '" + escaped(value.typed()) + "'")
                                .orElse(""),
                        narrow);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }
}
