package io.github.stockroom.generator;

import java.util.List;
import java.util.stream.Collectors;

/** The class of a field's values, with its limits. */
final class ValueClass {

    private static final String THROWS = "{@link io.github.stockroom.domain.shared.ValidationException}";

    private final Definition definition;
    private final FieldDefinition field;

    ValueClass(Definition definition, FieldDefinition field) {
        this.definition = definition;
        this.field = field;
    }

    Template body() {
        return Template.of("""
                /**
                 * The {{named}} of {{a}} {{one}}.{{unique}}{{readOnly}}
                 *
                 * @param value {{limits}}
                 */
                public record {{Value}}({{java}} value) {{{content}}}
                """, definition)
                .with("named", named())
                .with("readOnly", field.readOnly() ? " Set at creation, and never changed." : "")
                .with("unique", field.unique() ? " No two " + Words.plain(definition.plural()) + " share one." : "")
                .with("limits", limits())
                .with("Value", field.type())
                .with("java", field.kind().value())
                .with("content", content());
    }

    /** Returns the name as a noun: many of these types have adjectives as names, such as {@code in_stock}. */
    private String named() {
        return switch (field.kind()) {
            case BOOLEAN, DATE, TIMESTAMP -> "field {@code " + field.name() + "}";
            case TEXT, LONGTEXT, INTEGER, DECIMAL, UUID, CHOICE -> field.words();
        };
    }

    private String limits() {
        return switch (field.kind()) {
            case TEXT -> """
                    1 to {@value #MAX_LENGTH} code points, trimmed by the constructor, which throws
                     *     %s for anything else""".formatted(THROWS);
            case LONGTEXT -> """
                    of any length, possibly empty, trimmed by the constructor, which throws
                     *     %s for what is not storable text""".formatted(THROWS);
            case INTEGER -> """
                    {@value #MIN} to {@value #MAX}; the constructor throws
                     *     %s ({@code min_value}, {@code max_value}) for anything
                     *     else""".formatted(THROWS);
            case DECIMAL -> """
                    exact, with {@value #SCALE} decimal places; the constructor adds them, and throws
                     *     %s for a number that needs more, or more than
                     *     {@value #PRECISION} digits""".formatted(THROWS);
            case BOOLEAN -> "true or false";
            case DATE -> """
                    in the years 1 to 9999; the constructor throws
                     *     %s for anything else""".formatted(THROWS);
            case TIMESTAMP -> """
                    in whole microseconds, to which the constructor cuts it; in the years 1 to 9999, else the
                     *     constructor throws %s""".formatted(THROWS);
            case UUID -> "any UUID";
            case CHOICE -> """
                    one of {@link #CHOICES}; the constructor throws
                     *     %s for anything else""".formatted(THROWS);
        };
    }

    private String content() {
        return switch (field.kind()) {
            case TEXT ->
                constructor(
                                "    public static final int MAX_LENGTH = %s;\n".formatted(field.argument(0)),
                                "value = Text.required(value, MAX_LENGTH);")
                        + TO_STRING;
            case LONGTEXT -> constructor("", "value = Text.trim(Text.storable(value));") + TO_STRING;
            case INTEGER ->
                constructor(
                        "    public static final %1$s MIN = %2$s;\n    public static final %1$s MAX = %3$s;\n"
                                .formatted(fitsInt() ? "int" : "long", number(0), number(1)),
                        "WholeNumber.between(MIN, MAX, value);");
            case DECIMAL ->
                constructor(
                        "    public static final int PRECISION = %s;\n    public static final int SCALE = %s;\n"
                                .formatted(field.argument(0), field.argument(1)),
                        "value = Decimal.fitted(PRECISION, SCALE, value);");
            case DATE -> constructor("", "value = Day.stored(value);");
            case TIMESTAMP -> constructor("", "value = Timestamp.stored(value);");
            case CHOICE ->
                constructor(
                                "    public static final List<String> CHOICES = List.of(%s);\n"
                                        .formatted(quoted(field.arguments())),
                                "value = Choice.of(CHOICES, value);")
                        + TO_STRING;
            case BOOLEAN, UUID -> byDefault().isEmpty() ? "" : "\n\n" + byDefault();
        };
    }

    /** Returns the constant of the value where a new record names none. */
    private String byDefault() {
        return field.byDefault()
                .map(value -> """
                            /** The value of a new record that names none. */
                            public static final %1$s DEFAULT = new %1$s(%2$s);
                        """.formatted(field.type(), value.code()))
                .orElse("");
    }

    private static final String TO_STRING = """

                @Override
                public String toString() {
                    return value;
                }
            """;

    private String constructor(String constants, String rule) {
        String all = constants + (constants.isEmpty() || byDefault().isEmpty() ? "" : "\n") + byDefault();
        return "\n" + (all.isEmpty() ? "" : "\n" + all) + """

                public %s {
                    %s
                }
            """.formatted(field.type(), rule);
    }

    private boolean fitsInt() {
        return field.argument(0) >= Integer.MIN_VALUE && field.argument(1) <= Integer.MAX_VALUE;
    }

    /** Returns a limit as people write it. */
    private String number(int index) {
        long limit = field.argument(index);
        if (limit == Integer.MAX_VALUE) {
            return "Integer.MAX_VALUE";
        }
        if (limit == Long.MAX_VALUE) {
            return "Long.MAX_VALUE";
        }
        if (limit == Long.MIN_VALUE) {
            return "Long.MIN_VALUE";
        }
        String grouped = Long.toString(limit).replaceAll("(?<=\\d)(?=(\\d{3})+$)", "_");
        return fitsInt() ? grouped : grouped + "L";
    }

    static String quoted(List<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(", "));
    }
}
