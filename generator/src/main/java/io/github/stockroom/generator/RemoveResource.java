package io.github.stockroom.generator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The command {@code remove-resource}. */
public final class RemoveResource {

    private static final String USAGE = """
            usage: ./remove-resource PLURAL...

            Takes out the code, the tests and the OpenAPI document of kinds of records. Tests of the service that have one of them as
            their example go with it. A change set at the end of the change log drops each table: the next migration deletes the
            records. Commit or back up first.
            """;

    private RemoveResource() {}

    /** Exits with 2, and changes nothing, if there is no such resource or other code needs it. */
    public static void main(String[] arguments) {
        if (arguments.length == 0 || List.of("-h", "--help").contains(arguments[0])) {
            System.out.print(USAGE);
            System.exit(arguments.length == 0 ? 2 : 0);
        }
        Path root = Path.of("").toAbsolutePath();
        System.exit(Command.run("remove-resource", () -> remove(root, List.of(arguments))));
    }

    private static void remove(Path root, List<String> names) {
        Tree tree = new Tree(root);
        List<KnownResource> removed = new ArrayList<>();
        TreeSet<String> tests = new TreeSet<>();
        for (String name : names) {
            KnownResource resource = KnownResource.named(name, tree);
            tests.addAll(Removal.remove(tree, resource));
            removed.add(resource);
        }
        String all = removed.stream().map(KnownResource::name).collect(Collectors.joining(", "));
        tree.write();
        tree.changes().forEach((path, content) -> {
            if (!tests.contains(path)) {
                System.out.println((content.isPresent() ? "M " : "D ") + path);
            }
        });
        print("Tests that have %s as their example. Those of every resource stay:".formatted(all), "D ", tests);
        Documents.cleanCompiled(root);
        Documents.writeAnew(root);
        TreeSet<String> documents = new TreeSet<>();
        removed.forEach(resource -> documents.addAll(new Uses(tree, resource).inDocuments()));
        print(
                "Texts, clients and examples that still name %s, for you to change or delete:".formatted(all),
                "  ",
                documents);
        removed.forEach(resource -> System.out.printf(
                "%n%s are gone. The next migration drops the table %s. Import and migrate-from know them no more.%n",
                Words.capitalised(resource.name()), resource.table()));
    }

    private static void print(String title, String mark, Iterable<String> files) {
        if (files.iterator().hasNext()) {
            System.out.println("\n" + title);
            files.forEach(file -> System.out.println(mark + file));
        }
    }
}
