package io.github.stockroom.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what a new resource would have in common with one that is in the tree. */
final class Clashes {

    private static final Pattern PATH = Pattern.compile("\"(/[^\"]*)\"");
    private static final Pattern RECORDS = Pattern.compile("= records\\(\\s*\"([^\"]*)\"");

    private final Tree tree;
    private final Definition definition;
    private final List<String> faults = new ArrayList<>();

    private Clashes(Tree tree, Definition definition) {
        this.tree = tree;
        this.definition = definition;
    }

    /** @throws DefinitionException if there is any */
    static void check(Tree tree, Definition definition) {
        Clashes clashes = new Clashes(tree, definition);
        clashes.names();
        clashes.path();
        clashes.table();
        if (!clashes.faults.isEmpty()) {
            throw new DefinitionException(clashes.faults);
        }
    }

    private void names() {
        String packageName = definition.packageName();
        for (String folder : List.of(
                "domain/src/main/java/io/github/stockroom/domain/",
                "application/src/main/java/io/github/stockroom/application/",
                "adapters-persistence/src/main/java/io/github/stockroom/persistence/",
                "adapters-rest/src/main/java/io/github/stockroom/rest/")) {
            if (!tree.files(folder + packageName).isEmpty()) {
                faults.add("There is a package '%s' already: %s.".formatted(packageName, folder + packageName));
                return;
            }
        }
        String configuration =
                "bootstrap/src/main/java/io/github/stockroom/bootstrap/" + definition.type() + "Configuration.java";
        if (tree.has(configuration)) {
            faults.add("There is a file %s already.".formatted(configuration));
        }
        String constant = Words.constant(definition.access());
        String resources = tree.read(SharedPlaces.RESOURCE) + tree.read(SharedPlaces.OPERATIONS);
        if (Pattern.compile("(?m)\\b" + constant + "( =|\\(Kind)")
                .matcher(resources)
                .find()) {
            faults.add("Settings and operations have a '%s' already: give another name with --access."
                    .formatted(constant));
        }
        if (Pattern.compile("\"" + definition.type() + "(Details|Patch)?\"")
                .matcher(tree.read("adapters-rest/src/main/resources/io/github/stockroom/rest/openapi/openapi.json"))
                .find()) {
            faults.add("The OpenAPI document has a schema '%s' already.".formatted(definition.type()));
        }
    }

    private void path() {
        String operations = tree.read(SharedPlaces.OPERATIONS);
        String own = definition.path();
        PATH.matcher(operations)
                .results()
                .map(match -> match.group(1))
                .filter(path -> path.equals(own) || path.startsWith(own + "/"))
                .findFirst()
                .ifPresent(path -> faults.add("The path %s is taken, by %s.".formatted(own, path)));
        String parent = own.substring(0, own.lastIndexOf('/'));
        Stream<String> ofRecords = RECORDS.matcher(operations).results().map(match -> match.group(1) + "/{id}");
        Stream<String> ofOthers = PATH.matcher(operations).results().map(match -> match.group(1));
        // There are no records at the root: what begins with a variable is the end of a path.
        if (!parent.isEmpty() && Stream.concat(ofRecords, ofOthers).anyMatch(path -> path.startsWith(parent + "/{"))) {
            faults.add("The path %s is that of a record at %s.".formatted(own, parent));
        }
        for (String other : List.of("/actuator", "/console", "/docs")) {
            if (own.equals(other) || own.startsWith(other + "/")) {
                faults.add("Paths below %s are not for records.".formatted(other));
            }
        }
    }

    private void table() {
        String table = definition.plural();
        long made = 0;
        for (String file : tree.files(SharedPlaces.CHANGE_LOGS)) {
            String text = tree.read(file);
            made += count("(?m)^create table " + table + "\\b", text) - count("(?m)^drop table " + table + ";", text);
        }
        if (made > 0) {
            faults.add("The database has a table '%s' already.".formatted(table));
        }
    }

    private static long count(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }
}
