package io.github.stockroom.generator;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The parts of generated tests that make the records which others refer to. */
final class References {

    /** As many records of one kind have the records of a test refer to them. */
    private static final int TARGETS = 3;

    /** Records that records of a test refer to refer to others than these do. */
    private static final String OTHERS = "5_000";

    private final Definition definition;

    References(Definition definition) {
        this.definition = definition;
    }

    /** Returns all resources that are referred to, directly or not, those first that others need. */
    static Set<Target> all(Definition definition) {
        Set<Target> all = new LinkedHashSet<>();
        definition.targets().forEach(target -> target.addAll(all));
        return all;
    }

    /** Returns those of them without which no record can be stored that has a value in every field. */
    static Set<Target> needed(Definition definition) {
        Set<Target> needed = new LinkedHashSet<>();
        definition.targets().forEach(target -> target.addNeeded(needed));
        return needed;
    }

    /** Returns the method that makes records which can be stored: of the fixture, or of the test. */
    String maker() {
        return definition.foreign().isEmpty() ? definition.maker() : Words.variable(definition.singular());
    }

    /** Returns the parameters of a new double. */
    static String parameters(Set<Target> targets) {
        return targets.stream().map(Target::variables).collect(Collectors.joining(", "));
    }

    /** Returns the doubles of all, as members of a test. */
    String doubles() {
        return all(definition).stream()
                .map(target -> "    private final %1$s %2$s = new %1$s(%3$s);\n"
                        .formatted(target.inMemory(), target.variables(), parameters(target.direct())))
                .collect(Collectors.joining());
    }

    /** Returns statements that store in doubles what the records of the fixture refer to. */
    String storedInDoubles() {
        return needed(definition).stream()
                .filter(this::isRequired)
                .map(target -> isUnique(target)
                        ? "        IntStream.rangeClosed(0, 2_500).forEach(number -> %s.insert(%s(number).details()));\n"
                                .formatted(target.variables(), target.maker())
                        : "        %s.insert(%s().details());\n".formatted(target.variables(), target.maker()))
                .collect(Collectors.joining());
    }

    private boolean isRequired(Target target) {
        return needed(definition).stream()
                        .flatMap(other -> other.references().stream())
                        .anyMatch(reference ->
                                !reference.optional() && reference.target().equals(target))
                || definition.foreign().stream()
                        .anyMatch(field -> !field.optional() && field.isReferenceTo(target.type()));
    }

    private boolean isUnique(Target target) {
        return definition.foreign().stream().anyMatch(field -> field.unique() && field.isReferenceTo(target.type()));
    }

    /** Returns the members of a contract that store what records refer to. */
    String members() {
        if (definition.foreign().isEmpty()) {
            return "";
        }
        StringBuilder code = new StringBuilder();
        Set<Target> needed = needed(definition);
        needed.forEach(
                target -> code.append("    private final Map<Integer, %1$sId> %2$sIds = new ConcurrentHashMap<>();\n"
                        .formatted(target.type(), target.variable())));
        return code.append("\n").toString();
    }

    /** Returns the methods of a contract that subclasses give it the stores of other records by. */
    String stores() {
        return needed(definition).stream()
                .map(target -> """

                            protected abstract %sRepository %s();
                        """.formatted(target.type(), target.variables()))
                .collect(Collectors.joining());
    }

    /** Returns the methods of a contract that make records which refer to stored ones. */
    String methods() {
        if (definition.foreign().isEmpty()) {
            return "";
        }
        StringBuilder code = new StringBuilder();
        code.append(Template.of("""

                    /** {{A}} {{one}} whose references exist. */
                    private {{Record}}Fixture {{record}}(int number) {
                        return {{a}}{{Record}}(number){{withers}};
                    }
                """, definition)
                .with("withers", definition.foreign().stream().map(this::wither).collect(Collectors.joining()))
                .fill());
        needed(definition)
                .forEach(target -> code.append("""

                    private %1$sId %2$s(int number) {
                        return %2$sIds.computeIfAbsent(
                                number, n -> %3$s().insert(%4$s(n)%5$s.details()).id());
                    }
                """.formatted(
                                target.type(),
                                target.variable(),
                                target.variables(),
                                target.maker(),
                                target.references().stream()
                                        .filter(reference -> !reference.optional())
                                        .map(reference -> ".with%s(%s(%s + n).value())"
                                                .formatted(
                                                        Words.capitalised(reference.variable()),
                                                        reference.target().variable(),
                                                        OTHERS))
                                        .collect(Collectors.joining()))));
        return code.toString();
    }

    private String wither(FieldDefinition field) {
        Target target = field.target().orElseThrow();
        String id = target.variable() + "(" + (field.unique() ? "number" : "number % " + TARGETS) + ").value()";
        return ".with%s(%s)"
                .formatted(
                        Words.capitalised(field.variable()), field.optional() ? "number % 4 == 0 ? null : " + id : id);
    }

    /** Returns the rules of the double. */
    String rules() {
        return definition.fields().stream()
                .filter(FieldDefinition::isReference)
                .map(field ->
                        "        requireReference(%1$sFields.%2$s, %3$s -> %3$s.details().%4$s(), %5$s, \"%6$s\");\n"
                                .formatted(
                                        definition.type(),
                                        field.constant(),
                                        definition.values().get("initial"),
                                        field.variable(),
                                        field.isReferenceTo(definition.type())
                                                ? "this"
                                                : field.target().orElseThrow().variables(),
                                        definition.values().get("name")))
                .collect(Collectors.joining());
    }

    String tests() {
        return definition.fields().stream()
                .filter(FieldDefinition::isReference)
                .map(field -> Template.of(TEST + (field.isReferenceTo(definition.type()) ? SELF : OTHER), definition)
                        .with("field", field.variable())
                        .with("FIELD", field.constant())
                        .with("Field", Words.capitalised(field.variable()))
                        .with("made", maker())
                        .with("missing", new Samples(field).missing())
                        .with("target", field.target().orElseThrow().variable())
                        .with("targets", field.target().orElseThrow().variables())
                        .fill())
                .collect(Collectors.joining());
    }

    private static final String TEST = """

                @Test
                void {{field}}Exists() {
                    assertReference({{Record}}Fields.{{FIELD}}, {{made}}(3).with{{Field}}({{missing}}).details());
                }
            """;

    private static final String OTHER = """

                @Test
                void {{field}}InUseIsNotDeleted() {
                    var {{target}} = {{target}}(9);
                    {{Record}} {{record}} = store().insert({{made}}(1).with{{Field}}({{target}}.value()).details());

                    assertInUse("{{name}}", () -> {{targets}}().delete({{target}}, 1));
                    store().delete({{record}}.id(), 1);
                    assertThat({{targets}}().delete({{target}}, 1)).isTrue();
                }
            """;

    private static final String SELF = """

                @Test
                void {{field}}InUseIsNotDeleted() {
                    {{Record}} first = store().insert({{made}}(1).details());
                    {{Record}} second =
                            store().insert({{made}}(2).with{{Field}}(first.id().value()).details());

                    assertInUse("{{name}}", () -> store().delete(first.id(), 1));
                    store().delete(second.id(), 1);
                    assertThat(store().delete(first.id(), 1)).isTrue();
                }
            """;
}
