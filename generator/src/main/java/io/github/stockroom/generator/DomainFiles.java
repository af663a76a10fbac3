package io.github.stockroom.generator;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** The values, the details, the id and the record, and their test. */
final class DomainFiles {

    private static final String MAIN = "domain/src/main";

    private final Definition definition;
    private final String packageName;

    private DomainFiles(Definition definition) {
        this.definition = definition;
        packageName = "domain." + definition.packageName();
    }

    static void addTo(FileSet files, Definition definition) {
        new DomainFiles(definition).add(files);
    }

    private void add(FileSet files) {
        String type = definition.type();
        files.packageInfo(MAIN, packageName, template("The {{one}} and the values that it consists of."));
        for (FieldDefinition field : definition.fields()) {
            if (field.isReference()) {
                continue; // to the id of another record
            }
            files.java(MAIN, packageName, field.type(), new ValueClass(definition, field).body());
        }
        files.java(MAIN, packageName, type, template(RECORD));
        files.java(MAIN, packageName, type + "Id", template(definition.uuids() ? UUID_ID : ID));
        files.java(MAIN, packageName, type + "Details", template(DETAILS));
        files.java(
                "domain/src/test",
                packageName,
                type + "Test",
                List.of(
                        "io.github.stockroom.domain.shared.Violations.codesOf",
                        "org.assertj.core.api.Assertions.assertThat",
                        "org.assertj.core.api.Assertions.assertThatIllegalArgumentException"),
                template(TEST));
    }

    private Template template(String text) {
        return Template.of(text, definition)
                .with(
                        "components",
                        definition.fields().stream()
                                .map(field -> field.nullable(field.type()) + " " + field.variable())
                                .collect(Collectors.joining(", ")))
                .with("five", definition.uuids() ? "new UUID(0, 5)" : "5")
                .with("fiveText", definition.uuids() ? "00000000-0000-0000-0000-000000000005" : "5")
                .with(
                        "startAtOne",
                        Template.of(definition.uuids() ? VERSIONS_START_AT_ONE : NUMBERS_START_AT_ONE, definition)
                                .fill())
                .with("optional", optional())
                .with("first", details(field -> 1))
                .with("second", details(field -> field.readOnly() ? 1 : 2))
                .with("with", Template.of(with(), definition).fill())
                .with(
                        "readOnlyTests",
                        definition.readOnly().stream().map(this::readOnlyTest).collect(Collectors.joining()))
                .with(
                        "fieldTests",
                        definition.fields().stream()
                                .map(field -> new ValueTests(definition, field).code())
                                .collect(Collectors.joining()));
    }

    private String optional() {
        String parameters = definition.fields().stream()
                .filter(FieldDefinition::optional)
                .map(field -> " * @param " + field.variable() + " null if the "
                        + definition.values().get("one") + " has none\n")
                .collect(Collectors.joining());
        String sentence = "The part of %s %s that callers decide; the service decides the rest. Always valid."
                .formatted(definition.values().get("a"), definition.values().get("one"));
        return parameters.isEmpty() ? "/** " + sentence + " */" : "/**\n * " + sentence + "\n *\n" + parameters + " */";
    }

    private String details(ToIntFunction<FieldDefinition> number) {
        return definition.fields().stream()
                .map(field -> "new " + field.type() + "(" + new Samples(field).constant(number.applyAsInt(field)) + ")")
                .collect(Collectors.joining(", "));
    }

    private String with() {
        if (definition.readOnly().isEmpty()) {
            return """

                        /** The same {{one}} with other details, still at the version it was read at. */
                        public {{Record}} with({{Record}}Details newDetails) {
                            return new {{Record}}(id, version, newDetails);
                        }
                    """;
        }
        return definition.readOnly().stream()
                .map(field -> "        validation.unchanged(\"%1$s\", details.%2$s(), newDetails.%2$s());\n"
                        .formatted(field.name(), field.variable()))
                .collect(Collectors.joining("", """

                            /**
                             * The same {{one}} with other details, still at the version it was read at.
                             *
                             * @throws io.github.stockroom.domain.shared.ValidationException {@code read_only} for each
                             *     value that would change and must not
                             */
                            public {{Record}} with({{Record}}Details newDetails) {
                                var validation = new Validation();
                        """, """
                                return validation.build(() -> new {{Record}}(id, version, newDetails));
                            }
                        """));
    }

    private String readOnlyTest(FieldDefinition readOnly) {
        return Template.of("""

                    @Test
                    void {{field}}IsNeverChanged() {
                        {{Record}} stored = new {{Record}}(new {{Record}}Id({{five}}), 3, FIRST);
                        {{Record}}Details changed = new {{Record}}Details({{changed}});

                        assertThat(codesOf(() -> stored.with(changed))).containsExactly("read_only");
                    }
                """, definition)
                .with("field", readOnly.variable())
                .with("five", definition.uuids() ? "new UUID(0, 5)" : "5")
                .with("changed", details(field -> field.equals(readOnly) ? 2 : 1))
                .fill();
    }

    private static final String RECORD = """
            /**
             * A stored {{one}}.
             *
             * @param id never reused, not even after the {{one}} was deleted
             * @param version 1 when created; every change that really changes something raises it by one
             */
            public record {{Record}}({{Record}}Id id, long version, {{Record}}Details details) {

                public {{Record}} {
                    if (version < 1) {
                        throw new IllegalArgumentException("versions start at 1");
                    }
                }

            {{with}}}
            """;

    private static final String ID = """
            /**
             * The number the service gave {{a}} {{one}}; callers never choose it.
             *
             * @param value 1 or more
             */
            public record {{Record}}Id(long value) {

                public {{Record}}Id {
                    if (value < 1) {
                        throw new IllegalArgumentException("{{a}} {{one}} id is 1 or more");
                    }
                }

                @Override
                public String toString() {
                    return Long.toString(value);
                }
            }
            """;

    private static final String UUID_ID = """
            /**
             * The UUID the service gave {{a}} {{one}}; callers never choose it.
             *
             * @param value any UUID
             */
            public record {{Record}}Id(UUID value) {

                @Override
                public String toString() {
                    return value.toString();
                }
            }
            """;

    private static final String DETAILS = """
            {{optional}}
            public record {{Record}}Details({{components}}) {}
            """;

    private static final String NUMBERS_START_AT_ONE = """
                @ParameterizedTest
                @ValueSource(longs = {0, -1, Long.MIN_VALUE})
                void idsAndVersionsStartAtOne(long value) {
                    assertThatIllegalArgumentException().isThrownBy(() -> new {{Record}}Id(value));
                    assertThatIllegalArgumentException().isThrownBy(() -> new {{Record}}(new {{Record}}Id(1), value, FIRST));
                }
            """;

    private static final String VERSIONS_START_AT_ONE = """
                @ParameterizedTest
                @ValueSource(longs = {0, -1, Long.MIN_VALUE})
                void versionsStartAtOne(long value) {
                    var id = new {{Record}}Id(new UUID(0, 1));
                    assertThatIllegalArgumentException().isThrownBy(() -> new {{Record}}(id, value, FIRST));
                }
            """;

    private static final String TEST = """
            class {{Record}}Test {

                private static final {{Record}}Details FIRST = new {{Record}}Details({{first}});
                private static final {{Record}}Details SECOND = new {{Record}}Details({{second}});
            {{fieldTests}}
            {{startAtOne}}
                @Test
                void otherDetailsLeaveIdAndVersion() {
                    {{Record}} stored = new {{Record}}(new {{Record}}Id({{five}}), 3, FIRST);

                    assertThat(stored.with(SECOND)).isEqualTo(new {{Record}}(new {{Record}}Id({{five}}), 3, SECOND));
                    assertThat(stored.id()).hasToString("{{fiveText}}");
                }
            {{readOnlyTests}}}
            """;
}
