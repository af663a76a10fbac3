package io.github.stockroom.generator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The resource over HTTP, its routes, its description and its wiring. */
final class RestFiles {

    private final Definition definition;

    private RestFiles(Definition definition) {
        this.definition = definition;
    }

    static void addTo(FileSet files, Definition definition) {
        new RestFiles(definition).add(files);
    }

    private void add(FileSet files) {
        String packageName = "rest." + definition.packageName();
        String type = definition.type();
        files.packageInfo("adapters-rest/src/main", packageName, template("{{Many}} at {{path}}."));
        files.java("adapters-rest/src/main", packageName, type + "Resource", template(RESOURCE));
        files.java("adapters-rest/src/main", packageName, type + "Routes", template(ROUTES));
        files.java("adapters-rest/src/test", packageName, type + "Description", template(DESCRIPTION));
        files.java("bootstrap/src/main", "bootstrap", type + "Configuration", template(CONFIGURATION));
    }

    private Template template(String text) {
        return Template.of(text, definition)
                .with(
                        "required",
                        definition.fields().stream()
                                .filter(FieldDefinition::required)
                                .map(field -> "\"" + field.name() + "\"")
                                .collect(Collectors.joining(", ")))
                .with(
                        "validated",
                        definition.fields().stream().map(this::validated).collect(Collectors.joining()))
                .with("body", local("body", "given"))
                .with("validation", local("validation", "checks"))
                .with(
                        "got",
                        definition.fields().stream()
                                .map(field -> field.variable() + ".get()")
                                .collect(Collectors.joining(", ")))
                .with("key", definition.uuids() ? "uniqueId" : "number")
                .with("kept", definition.uuids() ? "keptUniqueId" : "kept")
                .with("idExample", definition.uuids() ? Samples.UUID_EXAMPLE : "1")
                .with(
                        "ids",
                        definition.uuids()
                                ? ", () -> new " + definition.type() + "Id(UuidCreator.getTimeOrderedEpoch())"
                                : "")
                .with("members", members())
                .with(
                        "referenced",
                        definition.fields().stream().anyMatch(field -> field.isReferenceTo(definition.type()))
                                ? "                .referenced()\n"
                                : "")
                .with(
                        "described",
                        definition.fields().stream().map(this::described).collect(Collectors.joining()));
    }

    /** Returns the name of a local variable, which is another one if a field has that name. */
    private String local(String name, String other) {
        boolean isTaken =
                definition.fields().stream().anyMatch(field -> field.variable().equals(name));
        return isTaken ? local(other, "the" + Words.capitalised(other)) : name;
    }

    private String validated(FieldDefinition field) {
        String read = switch (field.kind()) {
            case TEXT, LONGTEXT -> "normalisedText";
            case INTEGER -> "wholeNumber";
            case DECIMAL -> "decimal";
            case BOOLEAN -> "truth";
            case DATE -> "day";
            case TIMESTAMP -> "timestamp";
            case UUID -> "uniqueId";
            case CHOICE -> "text";
        };
        String name = "\"" + field.name() + "\"";
        if (field.isReference() && field.kind() == FieldKind.INTEGER) {
            read = "recordNumber";
        }
        String body = local("body", "given");
        String made = field.made(body + "." + read + "(" + name + ")", body + ".isAbsentOrNull(" + name + ")");
        if (field.byDefault().isPresent()) {
            made = body + ".has(" + name + ") ? " + made + " : " + field.type() + ".DEFAULT";
        }
        String type = field.optional() ? "<@Nullable " + field.type() + ">" : "";
        return "        var %s = %s.%sfield(%s, () -> %s);\n"
                .formatted(field.variable(), local("validation", "checks"), type, name, made);
    }

    private String members() {
        boolean plain =
                definition.fields().size() <= 10 && definition.fields().stream().noneMatch(FieldDefinition::optional);
        if (plain) {
            return definition.fields().stream()
                    .map(field -> "\"" + field.name() + "\", " + member(field))
                    .collect(Collectors.joining(", ", "        return Map.of(", ");\n"));
        }
        return "        Map<String, @Nullable Object> members = new HashMap<>();\n"
                + definition.fields().stream()
                        .map(field -> "        members.put(\"" + field.name() + "\", " + member(field) + ");\n")
                        .collect(Collectors.joining())
                + "        return members;\n";
    }

    /** Returns the value as a member of a body has it. */
    private static String member(FieldDefinition field) {
        String held = "details." + field.variable() + "()";
        String value = switch (field.kind()) {
            case DATE, UUID -> held + ".value().toString()";
            case TIMESTAMP -> "Timestamp.format(" + held + ".value())";
            default -> held + ".value()";
        };
        return field.optional() ? held + " == null ? null : " + value : value;
    }

    private String described(FieldDefinition field) {
        String schema = field.target().map(RestFiles::reference).orElseGet(() -> schema(field));
        String marked = field.unique() ? "Schemas.unique(" + schema + ")" : schema;
        String whole = field.readOnly() ? "Schemas.immutable(" + marked + ")" : marked;
        String schemas = field.byDefault()
                .map(value -> supplier(whole) + ", " + value.shown())
                .orElse(whole);
        return "                .%s(%sFields.%s, %s, \"%s\", %s)\n"
                .formatted(
                        field.byDefault().isPresent() ? "defaulted" : field.optional() ? "optional" : "required",
                        definition.type(),
                        field.constant(),
                        schemas,
                        sentences(field),
                        new Samples(field).example());
    }

    private static String supplier(String call) {
        Matcher bare = Pattern.compile("(\\w+)\\.(\\w+)\\(\\)").matcher(call);
        return bare.matches() ? bare.group(1) + "::" + bare.group(2) : "() -> " + call;
    }

    /** Returns what the document says of a field. */
    private String sentences(FieldDefinition field) {
        String sentences = Words.capitalised(field.words()) + ".";
        if (field.isReference()) {
            String target = field.target().orElseThrow().words();
            sentences += " The id of %s %s.".formatted(Words.article(target), target);
        }
        if (field.unique()) {
            sentences += " No two %s share one.".formatted(Words.plain(definition.plural()));
        }
        return field.readOnly() ? sentences + " Given at creation, and never changed." : sentences;
    }

    private static String reference(Target target) {
        return "Schemas.reference(Schemas.%s(), Operations.%s.path())"
                .formatted(target.uuids() ? "uniqueId" : "count", target.access());
    }

    private static String schema(FieldDefinition field) {
        String schema = switch (field.kind()) {
            case TEXT -> "Schemas.text(1, %s.MAX_LENGTH)";
            case LONGTEXT -> "Schemas.text()";
            case INTEGER -> "Schemas.wholeNumber(%1$s.MIN, %1$s.MAX)";
            case DECIMAL -> "Schemas.decimal(%1$s.PRECISION, %1$s.SCALE)";
            case BOOLEAN -> "Schemas.truth()";
            case DATE -> "Schemas.day()";
            case TIMESTAMP -> "Schemas.timestamp()";
            case UUID -> "Schemas.uniqueId()";
            case CHOICE -> "Schemas.choice(%s.CHOICES.toArray(String[]::new))";
        };
        return schema.formatted(field.type());
    }

    private static final String RESOURCE = """
            /** {{Many}} as the API, imports and exports know them. */
            public final class {{Record}}Resource {

                public static final RecordResource<{{Record}}Id, {{Record}}Details, {{Record}}> {{RECORDS}} = new RecordResource<>(
                        "{{name}}",
                        Operations.{{ACCESS}},
                        {{Record}}Fields.ALL,
                        RecordReader.of(
                                {{Record}}Fields.ALL, Set.of({{required}}), {{Record}}Resource::details, {{Record}}Resource::members),
                        text -> new {{Record}}Id(Ids.{{key}}("{{one}}", text)),
                        (row, details) -> new {{Record}}(new {{Record}}Id(Ids.{{kept}}(row)), 1, details),
                        {{Record}}::version,
                        {{Record}}Catalog.class);

                private {{Record}}Resource() {}

                private static {{Record}}Details details(JsonObject {{body}}) {
                    var {{validation}} = new Validation();
            {{validated}}        return {{validation}}.build(() -> new {{Record}}Details({{got}}));
                }

                private static Map<String, @Nullable Object> members({{Record}}Details details) {
            {{members}}    }
            }
            """;

    private static final String ROUTES = """
            @Component
            record {{Record}}Routes({{Record}}Catalog catalog, Idempotency idempotency, RestSettings settings) implements Routes {

                @Override
                public List<Route> routes() {
                    return RecordRoutes.of({{Record}}Resource.{{RECORDS}}, catalog, idempotency, settings);
                }
            }
            """;

    private static final String DESCRIPTION = """
            final class {{Record}}Description implements ApiDescription {

                @Override
                public void describe(Api api) {
                    new RecordDescription<>("{{Record}}", "{{Records}}", Operations.{{ACCESS}}.path(), {{Record}}Fields.ALL)
                            .given({{Record}}Fields.ID, "Given by the service, and never again.", {{idExample}})
            {{described}}{{referenced}}                .describe(api);
                }
            }
            """;

    private static final String CONFIGURATION = """
            @Configuration(proxyBeanMethods = false)
            class {{Record}}Configuration {

                @Bean
                {{Record}}Catalog {{record}}Catalog(Database database) {
                    return {{Record}}Catalog.on(new Jdbc{{Record}}Repository(database{{ids}}));
                }
            }
            """;
}
