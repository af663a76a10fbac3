package io.github.stockroom.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fixture, the double and the contracts of the application module. */
final class ContractFiles {

    private static final String TEST = "application/src/test";

    private final Definition definition;
    private final References references;

    private ContractFiles(Definition definition) {
        this.definition = definition;
        references = new References(definition);
    }

    static void addTo(FileSet files, Definition definition) {
        new ContractFiles(definition).add(files);
    }

    private void add(FileSet files) {
        String packageName = "application." + definition.packageName();
        String type = definition.type();
        List<String> fixture =
                new ArrayList<>(List.of(JavaFile.ROOT + packageName + "." + type + "Fixture." + definition.maker()));
        List<String> catalogs = new ArrayList<>(fixture);
        for (Target target : References.needed(definition)) {
            String maker = JavaFile.ROOT + "application." + target.packageName() + "." + target.type() + "Fixture."
                    + target.maker();
            fixture.add(maker);
            if (references.storedInDoubles().contains(target.maker() + "(")) {
                catalogs.add(maker);
            }
        }
        if (definition.fields().stream().anyMatch(FieldDefinition::isReference)) {
            fixture.add("org.assertj.core.api.Assertions.assertThat");
        }
        files.java(TEST, packageName, type + "Fixture", template(FIXTURE));
        files.java(TEST, packageName, "InMemory" + type + "Repository", template(DOUBLE));
        files.java(TEST, packageName, "InMemory" + type + "RepositoryTest", template(DOUBLE_TEST));
        files.java(TEST, packageName, type + "RepositoryContract", fixture, template(CONTRACT));
        files.java(TEST, packageName, type + "CatalogTest", catalogs, template(CATALOG_TEST));
    }

    private Template template(String text) {
        return Template.of(text, definition)
                .with("numbered", arguments(ContractFiles::numbered))
                .with("made", references.maker())
                .with("doubles", references.doubles())
                .with("stored", references.storedInDoubles())
                .with("parameters", References.parameters(definition.targets()))
                .with(
                        "declared",
                        definition.targets().stream()
                                .map(target -> target.inMemory() + " " + target.variables())
                                .collect(Collectors.joining(", ")))
                .with("targets", targets())
                .with("index", definition.foreign().stream().anyMatch(FieldDefinition::unique) ? "i" : "i * 7 % 5")
                .with(
                        "newId",
                        definition.uuids()
                                ? "number -> new " + definition.type() + "Id(new UUID(0, number))"
                                : definition.type() + "Id::new")
                .with("changed", changed())
                .with("stores", references.stores())
                .with("referenceMembers", references.members())
                .with("referenceMethods", references.methods())
                .with("withers", definition.fields().stream().map(this::wither).collect(Collectors.joining()))
                .with("sample", sample())
                .with("extremes", String.join(", ", extremes()))
                .with("texts", texts())
                .with("rules", rules())
                .with("ruleTests", ruleTests());
    }

    /** Returns what a change makes of details some of which must stay. */
    private String changed() {
        if (definition.readOnly().isEmpty()) {
            return "";
        }
        return Template.of("""

                    @Override
                    protected {{Record}}Details changed({{Record}}Details old, int number) {
                        return {{a}}{{Record}}(number){{withers}}.details();
                    }
                """, definition)
                .with(
                        "withers",
                        definition.readOnly().stream()
                                .map(field -> ".with%s(%s)"
                                        .formatted(Words.capitalised(field.variable()), field.valueOf("old")))
                                .collect(Collectors.joining()))
                .fill();
    }

    /** Returns where the contract on the double finds what records refer to. */
    private String targets() {
        return References.needed(definition).stream()
                .map(target -> """

                            @Override
                            protected %1$sRepository %2$s() {
                                return %2$s;
                            }
                        """.formatted(target.type(), target.variables()))
                .collect(Collectors.joining());
    }

    /** Returns a value that follows the number; of a reference that may be empty none, as another record must exist. */
    private static String numbered(FieldDefinition field) {
        return field.isReference() && field.optional()
                ? "null"
                : field.made(new Samples(field).numbered(), "number % 4 == 0");
    }

    private String arguments(java.util.function.Function<FieldDefinition, String> argument) {
        return definition.fields().stream().map(argument).collect(Collectors.joining(", "));
    }

    private String wither(FieldDefinition changed) {
        String parameter = changed.optional()
                ? "@Nullable " + changed.kind().boxed()
                : changed.kind().value();
        return Template.of("""

                    public {{Record}}Fixture with{{Field}}({{parameter}} {{field}}) {
                        return new {{Record}}Fixture(new {{Record}}Details({{arguments}}));
                    }
                """, definition)
                .with("Field", Words.capitalised(changed.variable()))
                .with("field", changed.variable())
                .with("parameter", parameter)
                .with(
                        "arguments",
                        arguments(field -> field.equals(changed)
                                ? field.made(field.variable(), field.variable() + " == null")
                                : "details." + field.variable() + "()"))
                .fill();
    }

    /** Returns the call in the example of the fixture. */
    private String sample() {
        FieldDefinition first = definition.fields().get(0);
        return "with" + Words.capitalised(first.variable()) + "(" + new Samples(first).constant(2) + ")";
    }

    /** Returns streams of fixtures, as Java code. */
    private List<String> extremes() {
        List<String> all = new ArrayList<>();
        List<String> single = new ArrayList<>();
        String one = definition.foreign().isEmpty() ? definition.maker() + "()" : references.maker() + "(1)";
        for (FieldDefinition field : definition.fields()) {
            String with = "with" + Words.capitalised(field.variable());
            Samples samples = new Samples(field);
            if (!samples.texts().isEmpty()) {
                all.add(samples.texts() + ".map(" + one + "::" + with + ")");
            }
            Stream.concat(samples.extremes().stream(), field.optional() ? Stream.of("null") : Stream.of())
                    .forEach(value -> single.add(one + "." + with + "(" + value + ")"));
        }
        if (!single.isEmpty()) {
            all.add("Stream.of(" + String.join(", ", single) + ")");
        }
        return all;
    }

    /** Returns what gives text fields the texts that queries meet, and unique fields a value of their own. */
    private String texts() {
        StringBuilder code = new StringBuilder();
        int step = 1;
        for (FieldDefinition field : definition.fields()) {
            String value = "";
            if (field.kind().isSearchable()) {
                String length = field.kind() == FieldKind.TEXT ? field.type() + ".MAX_LENGTH" : "50";
                String text = "text(" + (step == 1 ? "i" : "i * " + step) + ", " + length;
                value = field.unique() ? text + " - 2) + i" : text + ")";
                step += 4;
            } else if (field.unique() && !field.isReference()) {
                value = new Samples(field).numbered("i");
            }
            if (!value.isEmpty()) {
                code.append(".with%s(%s)".formatted(Words.capitalised(field.variable()), value));
            }
        }
        return code.toString();
    }

    /** Returns the rules that the double holds to. */
    private String rules() {
        return definition.fields().stream()
                        .filter(FieldDefinition::unique)
                        .map(field ->
                                "        requireUnique(%sFields.%s);\n".formatted(definition.type(), field.constant()))
                        .collect(Collectors.joining())
                + references.rules();
    }

    private String ruleTests() {
        return definition.fields().stream()
                        .filter(FieldDefinition::unique)
                        .map(field -> Template.of(UNIQUE_TEST, definition)
                                .with("field", field.variable())
                                .with("FIELD", field.constant())
                                .with("value", shared(field))
                                .with("Field", Words.capitalised(field.variable()))
                                .with("made", references.maker())
                                .fill())
                        .collect(Collectors.joining())
                + references.tests();
    }

    private static String shared(FieldDefinition field) {
        return field.target()
                .map(target -> target.variable() + "(1).value()")
                .orElseGet(() -> new Samples(field).constant(1));
    }

    private static final String UNIQUE_TEST = """

                @Test
                void {{field}}BelongsToOne{{Record}}() throws Exception {
                    assertUnique({{Record}}Fields.{{FIELD}}, number -> {{made}}(number).with{{Field}}({{value}}).details());
                }
            """;

    private static final String FIXTURE = """
            /**
             * Details of {{a}} {{one}}, valid from the start: {@code {{a}}{{Record}}().{{sample}}.details()}.
             * Immutable.
             */
            public record {{Record}}Fixture({{Record}}Details details) {

                public static final RecordParts<{{Record}}Id, {{Record}}Details, {{Record}}> PARTS = new RecordParts<>(
                        {{Record}}Fields.ALL, {{newId}}, {{Record}}::new, {{Record}}::id, {{Record}}::version, {{Record}}::details);

                public static {{Record}}Fixture {{a}}{{Record}}() {
                    return {{a}}{{Record}}(1);
                }

                /** {{A}} {{one}} whose values follow the number, from 0 to 10,000. */
                public static {{Record}}Fixture {{a}}{{Record}}(int number) {
                    return new {{Record}}Fixture(new {{Record}}Details({{numbered}}));
                }
            {{withers}}}
            """;

    private static final String DOUBLE = """
            /** {{Many}} in memory. */
            public final class InMemory{{Record}}Repository extends InMemoryIdAssigningStore<{{Record}}Id, {{Record}}Details, {{Record}}>
                    implements {{Record}}Repository {

                public InMemory{{Record}}Repository({{declared}}) {
                    super({{Record}}Fixture.PARTS);
            {{rules}}    }
            }
            """;

    private static final String DOUBLE_TEST = """
            class InMemory{{Record}}RepositoryTest extends {{Record}}RepositoryContract {

            {{doubles}}    private final {{Record}}Repository {{records}} = new InMemory{{Record}}Repository({{parameters}});

                @Override
                protected {{Record}}Repository store() {
                    return {{records}};
                }
            {{targets}}}
            """;

    private static final String CONTRACT = """
            /** The behaviour of every {@link {{Record}}Repository}. A subclass gives each test an empty one. */
            public abstract class {{Record}}RepositoryContract extends IdAssigningStoreContract<{{Record}}Id, {{Record}}Details, {{Record}}> {

            {{referenceMembers}}    protected {{Record}}RepositoryContract() {
                    super({{Record}}Fixture.PARTS);
                }

                @Override
                protected abstract {{Record}}Repository store();
            {{stores}}
                @Override
                protected {{Record}}Details details(int number) {
                    return {{made}}(number).details();
                }

                @Override
                protected Stream<{{Record}}Details> extremes() {
                    return Stream.of({{extremes}})
                            .flatMap(fixtures -> fixtures)
                            .map({{Record}}Fixture::details);
                }

                /** Every text twice, and few other values, so that there are ties. */
                @Override
                protected Stream<{{Record}}Details> queried() {
                    return IntStream.range(0, 2 * TEXTS.size())
                            .mapToObj(i -> {{made}}({{index}}){{texts}})
                            .map({{Record}}Fixture::details);
                }
            {{ruleTests}}{{referenceMethods}}}
            """;

    private static final String CATALOG_TEST = """
            class {{Record}}CatalogTest extends IdAssigningCatalogContract<{{Record}}Id, {{Record}}Details, {{Record}}> {

            {{doubles}}    private final {{Record}}Catalog catalog = {{Record}}Catalog.on(new InMemory{{Record}}Repository({{parameters}}));

                {{Record}}CatalogTest() {
                    super({{Record}}Fixture.PARTS);
            {{stored}}    }

                @Override
                protected {{Record}}Catalog catalog() {
                    return catalog;
                }

                @Override
                protected {{Record}}Details details(int number) {
                    return {{a}}{{Record}}(number).details();
                }
            {{changed}}}
            """;
}
