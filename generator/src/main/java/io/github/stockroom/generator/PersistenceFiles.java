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
                .flatMap(field -> TableColumn.of(field).stream())
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
        files.java(module + "main", packageName, name, template(REPOSITORY));
        files.java(module + "test", packageName, name + "Test", template(TEST));
        files.text(SharedPlaces.CHANGE_LOGS + changeLog + ".sql", new ChangeLogFile(definition, changeLog).text());
    }

    private Template template(String text) {
        List<FieldDefinition> fields = definition.fields();
        String names = wrapped(columns.stream().map(TableColumn::name));
        String map = fields.size() < 10 ? "Map.of(\n" : "Map.ofEntries(\n";
        String entry = fields.size() < 10 ? "%s, %s" : "Map.entry(%s, %s)";
        String constants = definition.type() + "Fields.";
        return Template.of(text, definition)
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
                                return new Jdbc%1$sRepository(new Database(DATABASE.pool()));
                            }
                        """.formatted(target.type(), target.variables()))
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

    private static final String REPOSITORY = """
            /** {{Many}} in the table {@code {{table}}}. */
            public final class Jdbc{{Record}}Repository implements {{Record}}Repository {

                private static final long FIRST_VERSION = 1;

                private static final String SELECTED = "id, version, {{selected}}";

                private static final RowMapper<{{Record}}> {{RECORD}} = (row, number) -> new {{Record}}(
                        new {{Record}}Id(row.getLong(1)),
                        row.getLong(2),
                        new {{Record}}Details({{read}}));

                static final Table<{{Record}}> {{RECORDS}} = new Table<>(
                        "{{table}}",
                        SELECTED,
                        new Columns<>({{columns}}),
                        {{RECORD}});

                private static final String INSERT = \"""
                        insert into {{table}} (version, {{names}})
                        values (%d, {{places}})\""".formatted(FIRST_VERSION);

                private static final MultiRowInsert<{{Record}}Details> INSERT_ALL = MultiRowInsert.<{{Record}}Details>into("{{table}}")
                        .wholeNumber("version", details -> FIRST_VERSION){{many}};

                private static final MultiRowInsert<{{Record}}> ADD_ALL = INSERT_ALL
                        .ofEach({{Record}}::details)
                        .wholeNumber("id", {{record}} -> {{record}}.id().value())
                        .unlessTaken();

            {{constraints}}    private static final String FIND = "select " + SELECTED + " from {{table}} where id = ?";

                private static final String UPDATE = \"""
                        update {{table}}
                        set version = version + 1, {{set}}
                        where id = ? and version = ?\""";

                private final Database database;

                public Jdbc{{Record}}Repository(Database database) {
                    this.database = database;
                }

                @Override
                public {{Record}} insert({{Record}}Details details) {
                    long id = {{explained}}database.insert(INSERT, values(details)){{end}};
                    return new {{Record}}(new {{Record}}Id(id), FIRST_VERSION, details);
                }

                @Override
                public List<{{Record}}> insertAll(List<{{Record}}Details> details) {
            {{check}}        List<Long> ids = {{explained}}INSERT_ALL.insert(database, details, Long.class){{end}};
                    return IntStream.range(0, details.size())
                            .mapToObj(i -> new {{Record}}(new {{Record}}Id(ids.get(i)), FIRST_VERSION, details.get(i)))
                            .toList();
                }

                @Override
                public Set<{{Record}}Id> addAll(List<{{Record}}> {{records}}) {
                    return ADD_ALL.insert(database, {{records}}, Long.class).stream()
                            .map({{Record}}Id::new)
                            .collect(Collectors.toSet());
                }

                @Override
                public <T> T atomically(Supplier<T> work) {
                    return database.bulk(() -> database.transactionOnce(jdbc -> work.get()));
                }

                @Override
                public Optional<{{Record}}> find({{Record}}Id id) {
                    return database.queryWithCachedPlan(
                            jdbc -> jdbc.sql(FIND).param(id.value()).query({{RECORD}}).optional());
                }

                @Override
                public Optional<{{Record}}> update({{Record}} {{record}}) {
                    int updated = {{explained}}database.change(jdbc -> jdbc.sql(UPDATE)
                            .params(values({{record}}.details()))
                            .params({{record}}.id().value(), {{record}}.version())
                            .update()){{end}};
                    return updated == 1
                            ? Optional.of(new {{Record}}({{record}}.id(), {{record}}.version() + 1, {{record}}.details()))
                            : Optional.empty();
                }

                @Override
                public boolean delete({{Record}}Id id, long version) {
                    return {{RECORDS}}.delete(database, id.value(), version);
                }

                @Override
                public List<{{Record}}> list(Query<{{Record}}> query, Window window) {
                    return {{RECORDS}}.list(database, query, window);
                }

                @Override
                public Walk<{{Record}}> walk(Query<{{Record}}> query, Window start) {
                    return {{RECORDS}}.walk(database, query, start);
                }

                @Override
                public long count(Query<{{Record}}> query) {
                    return {{RECORDS}}.count(database, query);
                }

                /** Returns what the columns of the details hold, in the order of the statements. */
                private static {{Object}}[] values({{Record}}Details details) {
                    return new {{Object}}[] {
                        {{parameters}}
                    };
                }
            }
            """;

    private static final String TEST = """
            class Jdbc{{Record}}RepositoryTest {

                @Nested
                class OnH2 extends {{Record}}RepositoryContract {

                    @RegisterExtension
                    static final TestDatabase DATABASE = TestDatabases.h2().migrated();

                    @Override
                    protected {{Record}}Repository store() {
                        return new Jdbc{{Record}}Repository(new Database(DATABASE.pool()));
                    }
            {{targets}}    }

                @Nested
                @Tag("postgres")
                class OnPostgres extends {{Record}}RepositoryContract {

                    @RegisterExtension
                    static final TestDatabase DATABASE = TestDatabases.postgres().migrated();

                    @Override
                    protected {{Record}}Repository store() {
                        return new Jdbc{{Record}}Repository(new Database(DATABASE.pool()));
                    }
            {{targets}}    }
            }
            """;
}
