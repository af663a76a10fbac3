package io.github.stockroom.generator;

/** The repository on a database and its test, with places for what differs between resources. */
final class RepositoryTemplates {

    private RepositoryTemplates() {}

    static final String REPOSITORY = """
            /** {{Many}} in the table {@code {{table}}}. */
            public final class Jdbc{{Record}}Repository implements {{Record}}Repository {

                private static final long FIRST_VERSION = 1;

                private static final String SELECTED = "id, version, {{selected}}";

                private static final RowMapper<{{Record}}> {{RECORD}} = (row, number) -> new {{Record}}(
                        new {{Record}}Id(row.{{getId}}),
                        row.getLong(2),
                        new {{Record}}Details({{read}}));

                static final Table<{{Record}}> {{RECORDS}} = new Table<>(
                        "{{table}}",
                        SELECTED,
                        new Columns<>({{columns}}),
                        {{RECORD}});

                private static final String INSERT = \"""
                        insert into {{table}} ({{idName}}version, {{names}})
                        values ({{idPlace}}%d, {{places}})\""".formatted(FIRST_VERSION);

                private static final MultiRowInsert<{{Record}}Details> INSERT_ALL = MultiRowInsert.<{{Record}}Details>into("{{table}}")
                        .wholeNumber("version", details -> FIRST_VERSION){{many}};

            {{addAll}}
            {{constraints}}    private static final String FIND = "select " + SELECTED + " from {{table}} where id = ?";

                private static final String UPDATE = \"""
                        update {{table}}
                        set version = version + 1, {{set}}
                        where id = ? and version = ?\""";

            {{inserts}}
                @Override
                public Set<{{Record}}Id> addAll(List<{{Record}}> {{records}}) {
                    return {{explained}}ADD_ALL.insert(database, {{records}}, {{KeyClass}}.class){{end}}.stream()
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

    static final String NUMBERED_ADD_ALL = """
                private static final MultiRowInsert<{{Record}}> ADD_ALL = INSERT_ALL
                        .ofEach({{Record}}::details)
                        .wholeNumber("id", {{record}} -> {{record}}.id().value())
                        .unlessTaken();
            """;

    static final String UUID_ADD_ALL = """
                private static final MultiRowInsert<{{Record}}> INSERT_WHOLE = INSERT_ALL
                        .ofEach({{Record}}::details)
                        .uniqueId("id", {{record}} -> {{record}}.id().value());

                private static final MultiRowInsert<{{Record}}> ADD_ALL = INSERT_WHOLE.unlessTaken();
            """;

    static final String NUMBERED_INSERTS = """
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
            """;

    static final String UUID_INSERTS = """
                private final Database database;
                private final Supplier<{{Record}}Id> ids;

                /** @param ids never gives one twice; best one that sorts behind the earlier ones (UUID version 7) */
                public Jdbc{{Record}}Repository(Database database, Supplier<{{Record}}Id> ids) {
                    this.database = database;
                    this.ids = ids;
                }

                @Override
                public {{Record}} insert({{Record}}Details details) {
                    var {{record}} = new {{Record}}(ids.get(), FIRST_VERSION, details);
                    {{explained}}database.change(jdbc -> jdbc.sql(INSERT)
                            .param({{record}}.id().value())
                            .params(values(details))
                            .update()){{end}};
                    return {{record}};
                }

                @Override
                public List<{{Record}}> insertAll(List<{{Record}}Details> details) {
            {{check}}        List<{{Record}}> inserted = details.stream()
                            .map(each -> new {{Record}}(ids.get(), FIRST_VERSION, each))
                            .toList();
                    {{explained}}INSERT_WHOLE.insert(database, inserted, UUID.class){{end}};
                    return inserted;
                }
            """;

    static final String NEXT_ID = """

                private static final AtomicLong IDS = new AtomicLong();

                private static {{Record}}Id nextId() {
                    return new {{Record}}Id(new UUID(0, IDS.incrementAndGet()));
                }
            """;

    static final String TEST = """
            class Jdbc{{Record}}RepositoryTest {
            {{nextId}}
                @Nested
                class OnH2 extends {{Record}}RepositoryContract {

                    @RegisterExtension
                    static final TestDatabase DATABASE = TestDatabases.h2().migrated();

                    @Override
                    protected {{Record}}Repository store() {
                        return new Jdbc{{Record}}Repository(new Database(DATABASE.pool()){{newIds}});
                    }
            {{targets}}    }

                @Nested
                @Tag("postgres")
                class OnPostgres extends {{Record}}RepositoryContract {

                    @RegisterExtension
                    static final TestDatabase DATABASE = TestDatabases.postgres().migrated();

                    @Override
                    protected {{Record}}Repository store() {
                        return new Jdbc{{Record}}Repository(new Database(DATABASE.pool()){{newIds}});
                    }
            {{targets}}    }
            }
            """;
}
