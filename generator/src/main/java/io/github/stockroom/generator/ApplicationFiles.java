package io.github.stockroom.generator;

import java.util.List;
import java.util.stream.Collectors;

/** The fields, the ports and the service. */
final class ApplicationFiles {

    private static final String MAIN = "application/src/main";

    private final Definition definition;

    private ApplicationFiles(Definition definition) {
        this.definition = definition;
    }

    static void addTo(FileSet files, Definition definition) {
        new ApplicationFiles(definition).add(files);
    }

    private void add(FileSet files) {
        String packageName = "application." + definition.packageName();
        String type = definition.type();
        files.packageInfo(
                MAIN,
                packageName,
                template("The ports of {{many}}: the catalogue for callers and the store that it needs."));
        files.java(MAIN, packageName, type + "Fields", template(FIELDS));
        files.java(MAIN, packageName, type + "Catalog", template(CATALOG));
        files.java(MAIN, packageName, type + "Repository", template(REPOSITORY));
        files.java(MAIN, packageName, type + "Service", template(SERVICE));
    }

    private Template template(String text) {
        return Template.of(text, definition)
                .with("Key", definition.uuids() ? "UUID" : "Long")
                .with("key", definition.uuids() ? "uniqueId" : "wholeNumber")
                .with("lengths", each(FieldKind.LONGTEXT, ApplicationFiles::length))
                .with(
                        "declarations",
                        definition.fields().stream().map(this::declaration).collect(Collectors.joining()))
                .with(
                        "constants",
                        definition.fields().stream()
                                .map(field -> ", " + field.constant())
                                .collect(Collectors.joining()));
    }

    private String each(FieldKind kind, java.util.function.Function<FieldDefinition, String> code) {
        List<String> all = definition.fields().stream()
                .filter(field -> field.kind() == kind)
                .map(code)
                .toList();
        return all.isEmpty() ? "" : String.join("", all) + "\n";
    }

    private static String length(FieldDefinition field) {
        return """
                    /** The %1$s is sorted by this many code points at its start. */
                    public static final int %2$s_SORT_LENGTH = 100;
                """.formatted(field.words(), field.constant());
    }

    private String declaration(FieldDefinition field) {
        String initial = definition.values().get("initial");
        String value = initial + " -> " + field.valueOf(initial + ".details()");
        String name = "\"" + field.name() + "\"";
        String made = switch (field.kind()) {
            case TEXT -> "Field.text(%s, %s)".formatted(name, value);
            case LONGTEXT -> "TextField.sortedByStart(%s, %s, %s_SORT_LENGTH)".formatted(name, value, field.constant());
            case INTEGER -> "Field.wholeNumber(%s, %s)".formatted(name, value);
            case DECIMAL -> "Field.decimal(%s, %s.SCALE, %s)".formatted(name, field.type(), value);
            case BOOLEAN -> "Field.truth(%s, %s)".formatted(name, value);
            case DATE -> "Field.day(%s, %s)".formatted(name, value);
            case TIMESTAMP -> "Field.timestamp(%s, %s)".formatted(name, value);
            case UUID -> "Field.uniqueId(%s, %s)".formatted(name, value);
            case CHOICE -> "Field.choice(%s, %s.CHOICES, %s)".formatted(name, field.type(), value);
        };
        return "    public static final " + field.kind().field(definition.type()) + " " + field.constant() + " = "
                + made + ";\n";
    }

    private static final String FIELDS = """
            /** The fields of {{a}} {{one}}, as callers know them. */
            public final class {{Record}}Fields {

            {{lengths}}    public static final Field<{{Record}}, {{Key}}> ID = Field.{{key}}("id", {{initial}} -> {{initial}}.id().value());
            {{declarations}}
                public static final Fields<{{Record}}> ALL = new Fields<>(List.of(ID{{constants}}), ID, List.of(ID.ascending()));

                private {{Record}}Fields() {}
            }
            """;

    private static final String CATALOG = """
            /** The {{many}}, as callers see them. */
            public interface {{Record}}Catalog extends Catalog<{{Record}}Id, {{Record}}Details, {{Record}}> {

                /** A catalogue on top of a store. */
                static {{Record}}Catalog on({{Record}}Repository {{records}}) {
                    return new {{Record}}Service({{records}});
                }
            }
            """;

    private static final String REPOSITORY = """
            /** The place where {{many}} are kept. */
            public interface {{Record}}Repository extends IdAssigningStore<{{Record}}Id, {{Record}}Details, {{Record}}> {}
            """;

    private static final String SERVICE = """
            final class {{Record}}Service implements {{Record}}Catalog {

                private final {{Record}}Repository {{records}};

                {{Record}}Service({{Record}}Repository {{records}}) {
                    this.{{records}} = {{records}};
                }

                @Override
                public {{Record}} create({{Record}}Details details) {
                    return {{records}}.insert(details);
                }

                @Override
                public long createAll(Iterator<{{Record}}Details> details, Consumer<? super {{Record}}> created) {
                    return {{records}}.atomically(() -> Chunks.store(details, {{records}}::insertAll, created));
                }

                @Override
                public Set<{{Record}}Id> addAll(List<{{Record}}> all) {
                    return {{records}}.addAll(all);
                }

                @Override
                public <T> T atomically(Supplier<T> work) {
                    return {{records}}.atomically(work);
                }

                @Override
                public {{Record}} get({{Record}}Id id) {
                    return {{records}}.find(id).orElseThrow(() -> new RecordNotFoundException("{{one}}", id));
                }

                @Override
                public {{Record}} change({{Record}}Id id, Precondition precondition, UnaryOperator<{{Record}}Details> change) {
                    return OptimisticWrite.change(
                            () -> get(id),
                            {{Record}}::version,
                            precondition,
                            current -> current.with(change.apply(current.details())),
                            {{records}}::update);
                }

                @Override
                public void delete({{Record}}Id id, Precondition precondition) {
                    OptimisticWrite.delete(
                            () -> get(id), {{Record}}::version, precondition, current -> {{records}}.delete(id, current.version()));
                }

                @Override
                public Page<{{Record}}> list(Query<{{Record}}> query, Window window) {
                    return Listing.page(query, window, {{records}}::list);
                }

                @Override
                public Walk<{{Record}}> walk(Query<{{Record}}> query, Window start) {
                    return {{records}}.walk(query, start);
                }

                @Override
                public long count(Query<{{Record}}> query) {
                    return {{records}}.count(query);
                }
            }
            """;
}
