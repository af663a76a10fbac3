package io.github.stockroom.generator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Java source whose imports follow from the class names in it. */
final class JavaFile {

    static final String ROOT = "io.github.stockroom.";

    private static final Pattern STRING = Pattern.compile("\"\"\"(?s:.*?)\"\"\"|\"(\\\\.|[^\"\\\\])*\"");
    private static final Pattern COMMENT = Pattern.compile("/\\*(?s:.*?)\\*/|//.*");
    private static final Pattern LINK = Pattern.compile("\\{@link (\\w+)");
    private static final Pattern NAME = Pattern.compile("(?<![.\\w])[A-Z]\\w*");

    /** The packages of the classes that templates name. */
    private static final Map<String, String> PACKAGES = new HashMap<>();

    static {
        classes("java.math", "BigDecimal");
        classes("java.sql", "ResultSet", "SQLException");
        classes("java.time", "Instant", "LocalDate", "OffsetDateTime");
        classes("java.util", "HashMap", "Iterator", "List", "Map", "Optional", "Set", "UUID");
        classes("com.github.f4b6a3.uuid", "UuidCreator");
        classes("java.util.concurrent.atomic", "AtomicLong");
        classes("java.util.concurrent", "ConcurrentHashMap");
        classes("java.util.function", "Consumer", "Supplier", "UnaryOperator");
        classes("java.util.stream", "Collectors", "IntStream", "Stream");
        classes("org.jspecify.annotations", "NullMarked", "Nullable");
        classes("org.junit.jupiter.api", "Nested", "Tag", "Test");
        classes("org.junit.jupiter.api.extension", "RegisterExtension");
        classes("org.junit.jupiter.params", "ParameterizedTest");
        classes("org.junit.jupiter.params.provider", "CsvSource", "ValueSource");
        classes("org.springframework.context.annotation", "Bean", "Configuration");
        classes("org.springframework.jdbc.core", "RowMapper");
        classes("org.springframework.stereotype", "Component");
        classes(ROOT + "application.bulk", "Chunks");
        classes(
                ROOT + "application.catalog",
                "Catalog",
                "InMemoryIdAssigningStore",
                "IdAssigningCatalogContract",
                "IdAssigningStore",
                "IdAssigningStoreContract",
                "RecordParts");
        classes(ROOT + "application.error", "RecordNotFoundException");
        classes(
                ROOT + "application.query",
                "CaseFolding",
                "Field",
                "Fields",
                "Listing",
                "Page",
                "Query",
                "TextField",
                "Walk",
                "Window");
        classes(ROOT + "application.version", "OptimisticWrite", "Precondition");
        classes(
                ROOT + "domain.shared",
                "Choice",
                "Day",
                "Decimal",
                "Text",
                "TextOrder",
                "Timestamp",
                "Validation",
                "WholeNumber");
        classes(ROOT + "operations", "Operations");
        classes(
                ROOT + "persistence.sql",
                "Column",
                "Columns",
                "Constraints",
                "Database",
                "MultiRowInsert",
                "Sql",
                "Table");
        classes(ROOT + "persistence.testing", "TestDatabase", "TestDatabases");
        classes(ROOT + "rest.exchange", "Idempotency");
        classes(ROOT + "rest.json", "JsonObject");
        classes(ROOT + "rest.openapi", "Api", "ApiDescription", "RecordDescription", "Schemas");
        classes(ROOT + "rest.record", "Ids", "RecordResource", "RecordRoutes");
        classes(ROOT + "rest.request", "RestSettings");
        classes(ROOT + "rest.route", "Route", "Routes");
        classes(ROOT + "rest.rows", "RecordReader");
    }

    private JavaFile() {}

    /** Returns true if templates use a class of this simple name. */
    static boolean isTaken(String simpleName) {
        return PACKAGES.containsKey(simpleName);
    }

    /**
     * Returns the source of a file.
     *
     * @param packageName below the root package
     * @param statics the static imports, without {@code import static} and semicolon
     */
    static String source(Definition definition, String packageName, List<String> statics, String body) {
        Map<String, String> packages = new HashMap<>(PACKAGES);
        packages.putAll(own(definition));
        Set<String> imports = new TreeSet<>();
        Set<String> names = names(body);
        packages.forEach((name, home) -> {
            if (names.contains(name) && !home.equals(ROOT + packageName)) {
                imports.add("import " + home + "." + name + ";\n");
            }
        });
        String staticPart = statics.stream()
                .sorted()
                .map(name -> "import static " + name + ";\n")
                .collect(Collectors.joining());
        return "package " + ROOT + packageName + ";\n\n" + (staticPart.isEmpty() ? "" : staticPart + "\n")
                + (imports.isEmpty() ? "" : String.join("", imports) + "\n") + body;
    }

    private static Set<String> names(String body) {
        String code = STRING.matcher(body).replaceAll("\"\"");
        Set<String> names = new TreeSet<>();
        LINK.matcher(code).results().forEach(link -> names.add(link.group(1)));
        NAME.matcher(COMMENT.matcher(code).replaceAll("")).results().forEach(name -> names.add(name.group()));
        return names;
    }

    /** The packages of the classes that are written for the resource. */
    private static Map<String, String> own(Definition definition) {
        String type = definition.type();
        Map<String, String> own = new HashMap<>();
        for (String ending : List.of("", "Id", "Details")) {
            own.put(type + ending, ROOT + "domain." + definition.packageName());
        }
        definition.fields().stream()
                .filter(field -> !field.isReference())
                .forEach(field -> own.put(field.type(), ROOT + "domain." + definition.packageName()));
        References.all(definition).forEach(target -> {
            own.put(target.type() + "Id", ROOT + "domain." + target.packageName());
            for (String name : List.of(target.type() + "Repository", target.inMemory())) {
                own.put(name, ROOT + "application." + target.packageName());
            }
            own.put("Jdbc" + target.type() + "Repository", ROOT + "persistence." + target.packageName());
        });
        for (String ending : List.of("Fields", "Catalog", "Repository", "RepositoryContract")) {
            own.put(type + ending, ROOT + "application." + definition.packageName());
        }
        own.put("Jdbc" + type + "Repository", ROOT + "persistence." + definition.packageName());
        own.put(type + "Resource", ROOT + "rest." + definition.packageName());
        return own;
    }

    private static void classes(String packageName, String... names) {
        for (String name : names) {
            PACKAGES.put(name, packageName);
        }
    }
}
