package io.github.stockroom.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A column of the table.
 *
 * @param type as the change log spells it
 * @param method of {@code MultiRowInsert}
 * @param value of the details, as Java code
 * @param parameter the same as a parameter of a statement
 */
record TableColumn(String name, String type, String method, String value, String parameter) {

    private static final String ORDER = "_order";

    /** Returns the columns of a field. The first one holds its value. */
    static List<TableColumn> of(Definition definition, FieldDefinition field) {
        String value = field.valueOf("details");
        List<TableColumn> columns = new ArrayList<>();
        columns.add(new TableColumn(field.name(), type(field), method(field), value, parameter(field)));
        if (field.kind().isSearchable()) {
            columns.add(copy(field, "_folded", type(field), "CaseFolding.fold(%s)"));
            boolean cut = field.kind() == FieldKind.LONGTEXT;
            String length = definition.type() + "Fields." + field.constant() + "_SORT_LENGTH";
            String key = cut ? "TextOrder.key(Text.start(%s, " + length + "))" : "TextOrder.key(%s)";
            columns.add(copy(field, ORDER, "${text}", key));
        }
        return columns;
    }

    /** Returns the column that lists are sorted by. */
    static String sorted(FieldDefinition field) {
        return field.kind().isSearchable() ? field.name() + ORDER : field.name();
    }

    /** Returns true for a column with keys, which has a change set of its own. */
    boolean hasKeys() {
        return name.endsWith(ORDER) && value.contains("TextOrder.key(");
    }

    /** Returns the declaration of the column for queries. */
    static String declaration(FieldDefinition field) {
        String column = "Column." + (field.kind().isSearchable() ? "text" : "of") + "(\"" + field.name() + "\")";
        return (field.optional() ? column + ".orNull()" : column) + ".withIndex()";
    }

    /** Returns the condition that the table holds values to; empty if the type says it all. */
    static String check(FieldDefinition field) {
        if (field.isReference()) {
            return "";
        }
        return switch (field.kind()) {
            case INTEGER -> field.name() + " between " + field.argument(0) + " and " + field.argument(1);
            case CHOICE -> choices(field);
            default -> "";
        };
    }

    /**
     * Returns a condition that both databases can check. H2 2.4 keeps the constants of {@code in} and {@code or}
     * together with the session that made the table, and fails when that is closed.
     */
    private static String choices(FieldDefinition field) {
        String any = field.arguments().stream()
                .map(choice -> " when '" + choice + "' then true")
                .collect(Collectors.joining("", "case " + field.name(), " else false end"));
        return field.optional() ? field.name() + " is null or " + any : any;
    }

    private static TableColumn copy(FieldDefinition field, String ending, String type, String made) {
        String held = "details." + field.variable() + "()";
        String code = made.formatted(held + ".value()");
        String value = field.optional() ? held + " == null ? null : " + code : code;
        return new TableColumn(field.name() + ending, type, "text", value, value);
    }

    private static String type(FieldDefinition field) {
        return switch (field.kind()) {
            case TEXT -> "${varchar" + field.argument(0) + "}";
            case LONGTEXT -> "${text}";
            case INTEGER -> "bigint";
            case DECIMAL -> "numeric(" + field.argument(0) + ", " + field.argument(1) + ")";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case TIMESTAMP -> "timestamp(6) with time zone";
            case UUID -> "uuid";
            case CHOICE -> "${varchar" + longest(field) + "}";
        };
    }

    /** Returns the type that text is cast to before it is compared with the column. */
    static String cast(FieldDefinition field) {
        return switch (field.kind()) {
            case TEXT, LONGTEXT, CHOICE -> "varchar";
            case DECIMAL -> "numeric";
            case INTEGER, BOOLEAN, DATE, TIMESTAMP, UUID -> type(field);
        };
    }

    /** Returns the room that the values of a text column need; 0 if the field has none of a length. */
    static long length(FieldDefinition field) {
        return switch (field.kind()) {
            case TEXT -> field.argument(0);
            case CHOICE -> longest(field);
            default -> 0;
        };
    }

    private static int longest(FieldDefinition field) {
        return field.arguments().stream().mapToInt(String::length).max().orElseThrow();
    }

    private static String method(FieldDefinition field) {
        return switch (field.kind()) {
            case TEXT, LONGTEXT, CHOICE -> "text";
            case INTEGER -> "wholeNumber";
            case DECIMAL -> "decimal";
            case BOOLEAN -> "truth";
            case DATE -> "day";
            case TIMESTAMP -> "timestamp";
            case UUID -> "uniqueId";
        };
    }

    private static String parameter(FieldDefinition field) {
        if (field.kind() != FieldKind.TIMESTAMP) {
            return field.valueOf("details");
        }
        String held = "details." + field.variable() + "()";
        String made = "Sql.parameter(" + held + ".value())";
        return field.optional() ? held + " == null ? null : " + made : made;
    }
}
