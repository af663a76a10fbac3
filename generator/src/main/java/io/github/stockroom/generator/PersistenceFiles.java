package io.github.stockroom.generator;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The repository on a database, its test and the change log. */
final class PersistenceFiles {

    /** A line of SQL has as many characters, and the first one of a list fewer. */
    private static final int SQL_WIDTH = 90;

    private static final int SQL_START = 40;

    private final Definition definition;
    private final List<TableColumn> columns;

    private PersistenceFiles(Definition definition) {
        this.definition = definition;
        columns = definition.fields().stream()
                .flatMap(field -> TableColumn.of(definition, field).stream())
                .toList();
    }

    /** @param changeLog the name of the resource's own change log, without its ending */
    static void addTo(FileSet files, Definition definition, String changeLog) {
        new PersistenceFiles(definition).add(files, changeLog);
    }

    private void add(FileSet files, String changeLog) {
        String packageName = "persistence." + definition.packageName();
        String name = "Jdbc" + definition.type() + "Repository";
        String module = "adapters-persistence/src/";
        files.packageInfo(module + "main", packageName, template("{{Many}} in the database."));
        files.java(module + "main", packageName, name, template(RepositoryTemplates.REPOSITORY));
        files.java(module + "test", packageName, name + "Test", template(RepositoryTemplates.TEST));
        files.text(SharedPlaces.CHANGE_LOGS + changeLog + ".sql", new ChangeLogFile(definition, changeLog).text());
    }

    private Template template(String text) {
        String inserts = definition.uuids() ? RepositoryTemplates.UUID_INSERTS : RepositoryTemplates.NUMBERED_INSERTS;
        return filled(text.replace("{{inserts}}\n", inserts)
                .replace(
                        "{{addAll}}",
                        definition.uuids() ? RepositoryTemplates.UUID_ADD_ALL : RepositoryTemplates.NUMBERED_ADD_ALL)
                .replace("{{nextId}}", definition.uuids() ? RepositoryTemplates.NEXT_ID : ""));
    }

    private Template filled(String text) {
        List<FieldDefinition> fields = definition.fields();
        String names = wrapped(columns.stream().map(TableColumn::name));
        String map = fields.size() < 10 ? "Map.of(\n" : "Map.ofEntries(\n";
        String entry = fields.size() < 10 ? "%s, %s" : "Map.entry(%s, %s)";
        String constants = definition.type() + "Fields.";
        return Template.of(text, definition)
                .with("getId", definition.uuids() ? "getObject(1, UUID.class)" : "getLong(1)")
                .with("idName", definition.uuids() ? "id, " : "")
                .with("idPlace", definition.uuids() ? "?, " : "")
                .with("KeyClass", definition.uuids() ? "UUID" : "Long")
                .with("newIds", definition.uuids() ? ", Jdbc" + definition.type() + "RepositoryTest::nextId" : "")
                .with("constraints", constraints())
                .with("check", hasConstraints() ? "        CONSTRAINTS.check(database, details);\n" : "")
                .with("explained", hasConstraints() ? "CONSTRAINTS.explain(() -> " : "")
                .with("end", hasConstraints() ? ")" : "")
                .with("targets", targets())
                .with("selected", selected())
                .with(
                        "read",
                        IntStream.range(0, fields.size())
                                .mapToObj(i -> read(fields.get(i), i + 3))
                                .collect(Collectors.joining(", ")))
                .with(
                        "columns",
                        Stream.concat(
                                        Stream.of(entry.formatted(constants + "ID", "Column.of(\"id\").withIndex()")),
                                        fields.stream()
                                                .map(field -> entry.formatted(
                                                        constants + field.constant(), TableColumn.declaration(field))))
                                .collect(Collectors.joining(",\n", map, ")")))
                .with("names", names)
                .with("places", wrapped(columns.stream().map(column -> "?")))
                .with("set", wrapped(columns.stream().map(column -> column.name() + " = ?")))
                .with(
                        "many",
                        columns.stream()
                                .map(column -> "\n            .%s(\"%s\", details -> %s)"
                                        .formatted(column.method(), column.name(), column.value()))
                                .collect(Collectors.joining()))
                .with("Object", fields.stream().anyMatch(FieldDefinition::optional) ? "@Nullable Object" : "Object")
                .with(
                        "parameters",
                        columns.stream().map(TableColumn::parameter).collect(Collectors.joining(",\n            ")));
    }

    private boolean hasConstraints() {
        return definition.fields().stream().anyMatch(field -> field.unique() || field.isReference());
    }

    /** Returns where the contract finds what records refer to. */
    private String targets() {
        return References.needed(definition).stream()
                .map(target -> """

                            @Override
                            protected %1$sRepository %2$s() {
                                return new Jdbc%1$sRepository(new Database(DATABASE.pool())%3$s);
                            }
                        """.formatted(
                                target.type(),
                                target.variables(),
                                target.uuids() ? ", () -> new " + target.type() + "Id(UUID.randomUUID())" : ""))
                .collect(Collectors.joining());
    }

    private String constraints() {
        if (!hasConstraints()) {
            return "";
        }
        StringBuilder all = new StringBuilder();
        for (FieldDefinition field : definition.fields()) {
            if (field.unique()) {
                all.append("\n            .unique(\"%1$s\", \"%1$s\", \"%2$s\", details -> %3$s)"
                        .formatted(field.name(), TableColumn.cast(field), field.valueOf("details")));
            }
            field.target()
                    .map(target -> "\n            .reference(\"%1$s\", \"%1$s\", \"%4$s\", \"%2$s\", details -> %3$s)"
                            .formatted(field.name(), TableColumn.cast(field), field.valueOf("details"), target.name()))
                    .ifPresent(all::append);
        }
        return Template.of("""
                    private static final Constraints<{{Record}}Details> CONSTRAINTS = Constraints.<{{Record}}Details>of("{{table}}")""", definition).fill() + all + ";\n\n";
    }

    private String selected() {
        List<String> names =
                definition.fields().stream().map(FieldDefinition::name).toList();
        int perLine = 8;
        return IntStream.iterate(0, i -> i < names.size(), i -> i + perLine)
                .mapToObj(i -> String.join(", ", names.subList(i, Math.min(names.size(), i + perLine))))
                .collect(Collectors.joining(",\"\n            + \" "));
    }

    /** Returns the elements of a list inside a statement, on as many lines as they need. */
    private static String wrapped(Stream<String> elements) {
        StringBuilder text = new StringBuilder();
        int width = SQL_START;
        for (String element : elements.toList()) {
            if (text.length() > 0) {
                boolean full = width + element.length() > SQL_WIDTH;
                text.append(full ? ",\n                " : ", ");
                width = full ? 0 : width;
            }
            text.append(element);
            width += element.length() + 2;
        }
        return text.toString();
    }

    private static String read(FieldDefinition field, int index) {
        String code = switch (field.kind()) {
            case TEXT, LONGTEXT, CHOICE -> "row.getString(%d)";
            case INTEGER -> "row.getLong(%d)";
            case DECIMAL -> "row.getBigDecimal(%d)";
            case BOOLEAN -> "row.getBoolean(%d)";
            case DATE -> "row.getObject(%d, LocalDate.class)";
            case TIMESTAMP -> "row.getObject(%d, OffsetDateTime.class).toInstant()";
            case UUID -> "row.getObject(%d, UUID.class)";
        };
        return field.made(code.formatted(index), "row.getObject(" + index + ") == null");
    }
}
