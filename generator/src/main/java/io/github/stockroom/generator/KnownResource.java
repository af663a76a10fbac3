package io.github.stockroom.generator;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A resource that is in the tree.
 *
 * @param name as imports and usage texts spell it, such as {@code order-lines}
 * @param type the class of a record
 * @param packageName below those of the layers
 * @param access the constant in {@code Resource} and {@code Operations}
 * @param path of the collection
 */
record KnownResource(String name, String type, String packageName, String access, String path) {

    private static final String REST = "adapters-rest/src/main/java/io/github/stockroom/rest/";
    private static final Pattern DECLARED =
            Pattern.compile("new RecordResource<>\\(\\s*\"([^\"]+)\",\\s*Operations\\.(\\w+),");

    /**
     * A field that refers to a resource.
     *
     * @param variable such as {@code publisher}
     */
    record Reference(String variable, KnownResource to, boolean isOptional) {}

    private static final String DOMAIN = "domain/src/main/java/io/github/stockroom/domain/";
    private static final Pattern COMPONENT = Pattern.compile("(@Nullable )?\\b(\\w+)Id (\\w+)");

    /** @throws DefinitionException if there is none of this name */
    static KnownResource named(String name, Tree tree) {
        String wanted = Words.hyphenated(name);
        List<KnownResource> all = all(tree);
        return all.stream()
                .filter(resource -> resource.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new DefinitionException("There are no %s; there are %s."
                        .formatted(
                                wanted,
                                String.join(
                                        ", ",
                                        all.stream().map(KnownResource::name).toList()))));
    }

    static List<KnownResource> all(Tree tree) {
        return tree.files(REST).stream()
                .filter(file -> file.endsWith("Resource.java"))
                .flatMap(file -> DECLARED.matcher(tree.read(file)).results().map(match -> of(file, match, tree)))
                .toList();
    }

    private static KnownResource of(String file, MatchResult declared, Tree tree) {
        String[] parts = file.substring(REST.length()).split("/");
        String access = declared.group(2);
        String path = Pattern.compile(" " + access + " =\\s+records\\(\\s*\"([^\"]+)\"")
                .matcher(tree.read(SharedPlaces.OPERATIONS))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No operations of " + access + "."));
        String type = parts[1].substring(0, parts[1].length() - "Resource.java".length());
        return new KnownResource(declared.group(1), type, parts[0], access, path);
    }

    /** Returns true if ids are UUIDs, and not numbers. */
    boolean hasUuids(Tree tree) {
        return tree.read(DOMAIN + packageName + "/" + type + "Id.java").contains("record " + type + "Id(UUID value)");
    }

    /** Returns what the details of its records refer to, in the order of the fields. */
    List<Reference> references(Tree tree) {
        String details = tree.read(DOMAIN + packageName + "/" + type + "Details.java");
        List<KnownResource> all = all(tree);
        return COMPONENT
                .matcher(details.substring(details.indexOf("record " + type)))
                .results()
                .flatMap(component -> all.stream()
                        .filter(resource -> resource.type().equals(component.group(2)))
                        .map(to -> new Reference(component.group(3), to, component.group(1) != null)))
                .toList();
    }

    /** Returns the name of the table, as well as of the change log. */
    String table() {
        return name.replace('-', '_');
    }

    /** Returns the name of its settings in templates, such as {@code OrderLines}. */
    String setting() {
        return Words.type(access.toLowerCase(Locale.ROOT));
    }
}
