package io.github.stockroom.generator;

/** The tests of a value class. */
final class ValueTests {

    private final Definition definition;
    private final FieldDefinition field;

    ValueTests(Definition definition, FieldDefinition field) {
        this.definition = definition;
        this.field = field;
    }

    String code() {
        if (field.isReference()) {
            return "";
        }
        String code = switch (field.kind()) {
            case TEXT -> TRIMMED + TEXT;
            case LONGTEXT -> TRIMMED + LONGTEXT;
            case INTEGER -> INTEGER;
            case DECIMAL -> DECIMAL;
            case DATE -> DATE;
            case TIMESTAMP -> TIMESTAMP;
            case CHOICE -> CHOICE;
            case BOOLEAN, UUID -> "";
        };
        return Template.of(code, definition)
                .with("Value", field.type())
                .with("value", field.variable())
                .fill();
    }

    private static final String TRIMMED = """

                @ParameterizedTest
                @ValueSource(strings = {"A", "  A  ", "\\u00a0A\\t"})
                void {{value}}IsTrimmed(String raw) {
                    assertThat(new {{Value}}(raw)).isEqualTo(new {{Value}}("A")).hasToString("A");
                }
            """;

    private static final String TEXT = """

                @Test
                void {{value}}IsMeasuredInCodePoints() {
                    String longest = "😀".repeat({{Value}}.MAX_LENGTH);

                    assertThat(new {{Value}}(longest).value()).isEqualTo(longest);
                    assertThat(codesOf(() -> new {{Value}}(longest + "😀"))).containsExactly("max_length");
                }

                @Test
                void {{value}}IsNotBlank() {
                    assertThat(codesOf(() -> new {{Value}}(" \\u00a0 "))).containsExactly("blank");
                }
            """;

    private static final String LONGTEXT = """

                @Test
                void {{value}}MayBeEmptyAndLong() {
                    assertThat(new {{Value}}(" ").value()).isEmpty();
                    assertThat(new {{Value}}("😀".repeat(10_000)).value()).hasSize(20_000);
                    assertThat(codesOf(() -> new {{Value}}("a\\u0000b"))).containsExactly("null_character");
                }
            """;

    private static final String INTEGER = """

                @ParameterizedTest
                @ValueSource(longs = { {{Value}}.MIN, {{Value}}.MAX})
                void {{value}}ReachesTheEndsOfItsRange(long value) {
                    assertThat(new {{Value}}(value).value()).isEqualTo(value);
                }

                @Test
                void {{value}}OutsideItsRangeIsRefused() {
                    assertThat(codesOf(() -> new {{Value}}({{Value}}.MIN - 1L))).containsExactly("min_value");
                    assertThat(codesOf(() -> new {{Value}}({{Value}}.MAX + 1L))).containsExactly("max_value");
                }
            """;

    private static final String DECIMAL = """

                @Test
                void {{value}}HasAsManyDecimalPlacesWhateverWasGiven() {
                    assertThat(new {{Value}}(BigDecimal.ZERO).value().scale()).isEqualTo({{Value}}.SCALE);
                    assertThat(new {{Value}}(new BigDecimal("-0.0"))).isEqualTo(new {{Value}}(BigDecimal.ZERO));
                }

                @Test
                void {{value}}IsNeverRounded() {
                    BigDecimal tooFine = BigDecimal.ONE.movePointLeft({{Value}}.SCALE + 1);
                    BigDecimal tooLarge = BigDecimal.TEN.pow({{Value}}.PRECISION - {{Value}}.SCALE);

                    assertThat(codesOf(() -> new {{Value}}(tooFine))).containsExactly("max_decimal_places");
                    assertThat(codesOf(() -> new {{Value}}(tooLarge))).containsExactly("max_whole_digits");
                }
            """;

    private static final String DATE = """

                @Test
                void {{value}}HasAYearOfFourDigits() {
                    assertThat(codesOf(() -> new {{Value}}(LocalDate.of(0, 12, 31)))).containsExactly("invalid");
                    assertThat(codesOf(() -> new {{Value}}(LocalDate.of(10_000, 1, 1)))).containsExactly("invalid");
                }
            """;

    private static final String TIMESTAMP = """

                @Test
                void {{value}}IsCutToTheMicrosecond() {
                    assertThat(new {{Value}}(Instant.ofEpochSecond(1, 1_999))).isEqualTo(new {{Value}}(Instant.ofEpochSecond(1, 1_000)));
                }
            """;

    private static final String CHOICE = """

                @Test
                void {{value}}IsOneOfItsChoices() {
                    assertThat({{Value}}.CHOICES).allSatisfy(choice -> assertThat(new {{Value}}(choice)).hasToString(choice));
                    assertThat(codesOf(() -> new {{Value}}("none of them"))).containsExactly("invalid_choice");
                }
            """;
}
