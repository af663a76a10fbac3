package io.github.stockroom.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes a resource out of the tree: its files, its lines in files of all, and its table. */
final class Removal {

    private static final Pattern OPERATION = Pattern.compile("\\bOperations\\.([A-Z][A-Z_]*)");

    private static final List<String> LAYERS = List.of(
            "domain/src/%s/java/io/github/stockroom/domain/",
            "application/src/%s/java/io/github/stockroom/application/",
            "adapters-persistence/src/%s/java/io/github/stockroom/persistence/",
            "adapters-rest/src/%s/java/io/github/stockroom/rest/");

    private static final String BOOTSTRAP = "bootstrap/src/%s/java/io/github/stockroom/bootstrap/";

    private final Tree tree;
    private final KnownResource resource;
    private final Uses uses;
    private final List<String> own;

    private Removal(Tree tree, KnownResource resource) {
        this.tree = tree;
        this.resource = resource;
        uses = new Uses(tree, resource);
        own = own();
    }

    /**
     * Returns the tests that go with the resource, as it is their example.
     *
     * @throws DefinitionException if it is the last one, or code that stays needs it
     */
    static List<String> remove(Tree tree, KnownResource resource) {
        Removal removal = new Removal(tree, resource);
        removal.requireAnother();
        removal.requireUnreferenced();
        removal.requireUnused();
        List<String> tests = removal.uses.inTests(removal.own);
        removal.references();
        removal.operations();
        removal.own.forEach(tree::delete);
        removal.wiring();
        removal.table();
        removal.frontEnds();
        removal.gateway();
        removal.edge();
        tests.forEach(tree::delete);
        removal.own.forEach(removal::markAsRemoved);
        tests.forEach(removal::markAsRemoved);
        return tests;
    }

    /** A test checks that the tests exist which the page about security names. */
    private void markAsRemoved(String test) {
        String name = test.substring(test.lastIndexOf('/') + 1).replace(".java", "");
        String quoted = "`" + name + "`";
        if (tree.read(SharedPlaces.SECURITY_PAGE).contains(quoted)) {
            tree.edit(SharedPlaces.SECURITY_PAGE, text -> text.replace(quoted, name + " (removed)"));
        }
    }

    /** Returns the files that are of this resource alone: packages, wiring, requests, tests named after it. */
    private List<String> own() {
        List<String> files = new ArrayList<>();
        for (String sources : List.of("main", "test")) {
            LAYERS.forEach(layer -> files.addAll(tree.files(layer.formatted(sources) + resource.packageName() + "/")));
        }
        files.add(BOOTSTRAP.formatted("main") + resource.type() + "Configuration.java");
        tree.files("docs/requests/").stream()
                .filter(file -> file.endsWith("/" + resource.name() + ".http"))
                .forEach(files::add);
        Pattern test = Pattern.compile(".*/" + resource.type() + "s?[A-Z]\\w*(Test|IT)\\.java");
        Stream.of(
                        "bootstrap/src/test/",
                        "bootstrap/src/browser/",
                        "operations/src/test/",
                        "infra/authorizer/src/test/",
                        "generator/src/test/")
                .flatMap(folder -> tree.files(folder).stream())
                .filter(file -> test.matcher(file).matches() && uses.isAbout(file))
                .forEach(files::add);
        return files;
    }

    private void requireUnreferenced() {
        List<String> users = KnownResource.all(tree).stream()
                .filter(other -> !other.equals(resource) && refersTo(other, resource))
                .map(KnownResource::name)
                .toList();
        if (!users.isEmpty()) {
            throw new DefinitionException("%s cannot be removed while %s refer to them."
                    .formatted(Words.capitalised(resource.name()), String.join(", ", users)));
        }
    }

    private boolean refersTo(KnownResource one, KnownResource other) {
        return one.references(tree).stream()
                .anyMatch(reference -> reference.to().equals(other));
    }

    /** Has the document no longer say that records may be in use, of those that only this resource refers to. */
    private void references() {
        List<KnownResource> others = KnownResource.all(tree).stream()
                .filter(other -> !other.equals(resource))
                .toList();
        for (KnownResource target : others) {
            if (refersTo(resource, target) && others.stream().noneMatch(other -> refersTo(other, target))) {
                tree.edit(
                        SharedPlaces.description(target.packageName(), target.type()),
                        text -> text.replace(SharedPlaces.REFERENCED, ""));
            }
        }
    }

    private void requireAnother() {
        if (KnownResource.all(tree).size() == 1) {
            throw new DefinitionException(
                    "%s are the only records, and the service needs some: add yours with ./new-resource first."
                            .formatted(Words.capitalised(resource.name())));
        }
    }

    /** Code that names the classes of the resource would not compile any more. */
    private void requireUnused() {
        List<String> users = uses.inService(own);
        if (!users.isEmpty()) {
            throw new DefinitionException("%s cannot be removed while other code uses them: %s."
                    .formatted(Words.capitalised(resource.name()), String.join(", ", users)));
        }
    }

    /** Takes out the operations that the resource alone handles. */
    private void operations() {
        Set<String> handled = operationsIn(own.stream());
        handled.add(resource.access());
        Set<String> staying = operationsIn(Stream.of("adapters-rest/src/main", "bootstrap/src/main")
                .flatMap(folder -> tree.files(folder).stream())
                .filter(file -> file.endsWith(".java") && !own.contains(file)));
        handled.removeAll(staying);
        for (String constant : handled) {
            take(
                    SharedPlaces.OPERATIONS,
                    constant + " =",
                    "(?m)(^    /\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/\n)?^    public static final \\w+ " + constant
                            + " =[^;]*;\n",
                    1);
        }
        take(
                SharedPlaces.RESOURCE,
                resource.access() + "(Kind.…)",
                "(?m)(^    /\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/\n)?^    " + resource.access() + "\\(Kind\\.[^\n]*\n",
                1);
    }

    private Set<String> operationsIn(Stream<String> files) {
        return files.flatMap(file -> OPERATION.matcher(tree.read(file)).results())
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void wiring() {
        String file = SharedPlaces.RECORD_RESOURCES;
        String type = resource.type();
        take(file, "import …." + type + "Resource", "(?m)^import [\\w.]+\\." + type + "Resource;\n", 1);
        take(file, type + "Configuration.class", "\\b" + type + "Configuration\\.class,?\\s*", 1);
        take(file, type + "Resource.…", "\\b" + type + "Resource\\.\\w+,?\\s*", 1);
        tree.edit(file, text -> text.replaceAll(",\\s*}\\)", "})").replaceAll(",\\s*\\);", ");"));
    }

    /**
     * Takes out all that a pattern matches.
     *
     * @param what is taken out, as the file spells it
     * @throws DefinitionException if there are fewer, as the file has another form than {@link Registration} gave it
     */
    private void take(String file, String what, String pattern, int least) {
        String text = tree.read(file);
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (matcher.results().count() < least) {
            throw new DefinitionException(
                    "%s has another form than this command knows: it should have %s. Take %s out by hand."
                            .formatted(
                                    file,
                                    least == 1 ? "'" + what + "'" : least + " of '" + what + "'",
                                    resource.name()));
        }
        tree.put(file, matcher.replaceAll(""));
    }

    /** The change sets that made the table stay, as databases have run them. A new one at the end drops it. */
    private void table() {
        String table = resource.table();
        String file = table + "-removed";
        for (int number = 2; tree.has(SharedPlaces.CHANGE_LOGS + file + ".sql"); number++) {
            file = table + "-removed-" + number;
        }
        tree.put(SharedPlaces.CHANGE_LOGS + file + ".sql", """
                --liquibase formatted sql

                --changeset stockroom:%s
                drop table %s;
                --rollback not required
                """.formatted(file, table));
        tree.insertBefore(
                SharedPlaces.CHANGE_LOG,
                "</databaseChangeLog>",
                "  <include file=\"" + file + ".sql\" relativeToChangelogFile=\"true\"/>\n");
    }

    private void frontEnds() {
        String name = "name: '" + Words.hyphenated(resource.access().toLowerCase(Locale.ROOT)) + "',";
        take(SharedPlaces.CONSOLE, name, "(?m)^  \\{\n    " + name + "\n(?:    [^\n]*\n)*  },\n", 1);
        String type = "export type " + resource.type() + " = ";
        take(SharedPlaces.TYPESCRIPT, type, "(?m)^" + type + "[^\n]*\n", 1);
    }

    private void gateway() {
        String setting = resource.setting();
        String either = setting + "(Read|Write)";
        for (String template : List.of("api", "authorizer", "root", "service")) {
            String file = SharedPlaces.CLOUDFORMATION + template + ".yaml";
            take(file, setting + "Read:", "(?m)^  " + either + ":\n(    [^\n]*\n)+", 2);
            if (List.of("api", "root").contains(template)) {
                String passed = setting + "Read: !Ref " + setting + "Read";
                take(file, passed, "(?m)^ +" + either + ": !Ref " + either + "\n", template.equals("root") ? 6 : 2);
            } else {
                String variable = "STOCKROOM_ACCESS_" + resource.access() + "_";
                take(file, variable + "READ", "(?m)^ +(- \\{Name: )?" + variable + "(READ|WRITE)[:,][^\n]*\n", 2);
            }
        }
        take(SharedPlaces.TEMPLATE_TESTS, "\"" + setting + "Read\", ", "\"" + either + "\", ", 2);
    }

    /** Takes out the entries of a path that the edge does not lead to the service anyway. */
    private void edge() {
        if (resource.path().startsWith("/api/")) {
            return;
        }
        for (String path : List.of(resource.path(), resource.path() + "/*")) {
            String quoted = Pattern.quote(path);
            take(SharedPlaces.EDGE_TERRAFORM, "\"" + path + "\", ", "\"" + quoted + "\", ", 1);
            take(SharedPlaces.EDGE_PAGE, "`" + path + "`, ", "`" + quoted + "`, ", 1);
            take(
                    SharedPlaces.EDGE_CLOUDFORMATION,
                    "- PathPattern: " + path,
                    "(?m)^          - PathPattern: " + quoted + "\n(?:            [^\n]*\n)+",
                    1);
        }
    }
}
