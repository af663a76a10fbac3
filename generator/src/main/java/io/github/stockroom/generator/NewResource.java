package io.github.stockroom.generator;

import java.nio.file.Path;
import java.util.List;

/** The command {@code new-resource}. */
public final class NewResource {

    private static final String USAGE = """
            usage: ./new-resource PLURAL FIELD... [--path PATH] [--id number|uuid]
                       [--write anonymous|user|admin] [--one SINGULAR] [--access NAME]

            A field is name:type. Types: text(length), longtext, integer(min,max), decimal(digits,places), boolean, date,
            timestamp, uuid, choice(a,b), ref(resource). Behind the type: ? if it may be null, =value for a default, ,unique if no
            two records share a value, ,readonly if it is set at creation and never changed.

            ./new-resource books 'title:text(255)' 'isbn:text(13),unique' 'in_stock:boolean=true' 'author:ref(authors)?'
            """;

    private NewResource() {}

    /** Exits with 2, and changes nothing, if the definition is wrong. */
    public static void main(String[] arguments) {
        if (arguments.length == 0 || List.of("-h", "--help").contains(arguments[0])) {
            System.out.print(USAGE);
            System.exit(arguments.length == 0 ? 2 : 0);
        }
        System.exit(run(Path.of("").toAbsolutePath(), List.of(arguments)));
    }

    /** Returns the exit code. */
    static int run(Path root, List<String> arguments) {
        return Command.run("new-resource", () -> {
            Tree tree = new Tree(root);
            Definition definition = DefinitionParser.parse(arguments, tree);
            write(tree, definition);
            tree.write();
            tree.changes().keySet().forEach(System.out::println);
            Documents.writeAnew(root);
            System.out.print(next(definition));
        });
    }

    /**
     * Puts the files of a resource into a tree, in memory.
     *
     * @throws DefinitionException if it clashes with what is there
     */
    static void write(Tree tree, Definition definition) {
        Clashes.check(tree, definition);
        String changeLog = definition.plural();
        for (int number = 2; tree.has(SharedPlaces.CHANGE_LOGS + changeLog + ".sql"); number++) {
            // Of a resource that was removed: databases have run its change sets.
            changeLog = definition.plural() + "-" + number;
        }
        files(definition, changeLog).files().forEach(tree::put);
        Registration.register(tree, definition, changeLog + ".sql");
    }

    /** Returns the new files of a resource. */
    static FileSet files(Definition definition, String changeLog) {
        FileSet files = new FileSet(definition);
        DomainFiles.addTo(files, definition);
        ApplicationFiles.addTo(files, definition);
        ContractFiles.addTo(files, definition);
        PersistenceFiles.addTo(files, definition, changeLog);
        RestFiles.addTo(files, definition);
        return files;
    }

    private static String next(Definition definition) {
        return Template.of("""

                {{Many}} are at {{path}}. To try them:
                  ./mvnw -q -Dtest='{{Record}}*,*{{Record}}Repository*' -Dsurefire.failIfNoSpecifiedTests=false test
                  ./run
                  curl 'http://localhost:8000{{path}}?limit=10'
                """, definition).fill();
    }
}
