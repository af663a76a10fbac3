package io.github.stockroom.generator;

import java.nio.file.Path;
import java.util.List;

/** The command {@code remove-resource}. */
public final class RemoveResource {

    private static final String USAGE = """
            usage: ./remove-resource PLURAL

            Takes out the code, the tests and the documents of a kind of record. A change set at the end of the change log drops its
            table: the next migration deletes the records. Commit or back up first.
            """;

    private RemoveResource() {}

    /** Exits with 2, and changes nothing, if there is no such resource or other code needs it. */
    public static void main(String[] arguments) {
        if (arguments.length != 1 || List.of("-h", "--help").contains(arguments[0])) {
            System.out.print(USAGE);
            System.exit(arguments.length == 1 ? 0 : 2);
        }
        Path root = Path.of("").toAbsolutePath();
        Tree tree = new Tree(root);
        System.exit(Command.run("remove-resource", () -> {
            KnownResource resource = KnownResource.named(arguments[0], tree);
            Removal.remove(tree, resource);
            tree.write();
            tree.changes().forEach((path, content) -> System.out.println((content.isPresent() ? "M " : "D ") + path));
            Documents.cleanWiring(root);
            Documents.writeAnew(root);
            System.out.printf(
                    "%n%s are gone. The next migration drops the table %s.%n",
                    Words.capitalised(resource.name()), resource.table());
        }));
    }
}
