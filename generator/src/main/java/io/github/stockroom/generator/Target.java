package io.github.stockroom.generator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A resource that fields refer to.
 *
 * @param name in the plural, such as {@code order_lines}, which is also that of the table
 * @param type the class of a record
 * @param maker the method that makes one for tests, such as {@code anOrderLine}
 * @param access the constant in {@code Operations}
 * @param uuids whether ids are UUIDs, and not numbers
 * @param references what its records refer to themselves, without records of the same kind
 */
record Target(
        String name,
        String type,
        String packageName,
        String maker,
        String access,
        boolean uuids,
        List<Reference> references) {

    /** @param variable such as {@code publisher} */
    record Reference(String variable, Target target, boolean optional) {}

    private static final String TESTS = "application/src/test/java/io/github/stockroom/application/";
    private static final Pattern MAKER = Pattern.compile("public static \\w+Fixture (an?[A-Z]\\w*)\\(int ");

    Target {
        references = List.copyOf(references);
    }

    /** Returns the name of a record in sentences, such as {@code order line}. */
    String words() {
        return type.replaceAll("(?<=.)(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** @throws DefinitionException if generated tests could not make records of it */
    static Target of(KnownResource resource, Tree tree) {
        String folder = TESTS + resource.packageName() + "/";
        String fixture = folder + resource.type() + "Fixture.java";
        String store = folder + "InMemory" + resource.type() + "Repository.java";
        Matcher maker = MAKER.matcher(tree.has(fixture) ? tree.read(fixture) : "");
        if (!maker.find() || !tree.read(store).contains("extends InMemoryIdAssigningStore")) {
            throw new DefinitionException("No field can refer to " + resource.name()
                    + ": their store and its tests have a form of their own, which generated tests cannot use.");
        }
        List<Reference> references = new ArrayList<>();
        for (KnownResource.Reference reference : resource.references(tree)) {
            if (!reference.to().equals(resource)) {
                references.add(new Reference(reference.variable(), of(reference.to(), tree), reference.isOptional()));
            }
        }
        return new Target(
                resource.table(),
                resource.type(),
                resource.packageName(),
                maker.group(1),
                resource.access(),
                resource.hasUuids(tree),
                references);
    }

    /** Returns the name of one in code, such as {@code orderLine}. */
    String variable() {
        return Character.toLowerCase(type.charAt(0)) + type.substring(1);
    }

    /** Returns the name of many in code, such as {@code orderLines}. */
    String variables() {
        return Words.variable(name);
    }

    /** Returns the class of its double. */
    String inMemory() {
        return "InMemory" + type + "Repository";
    }

    /** Returns what a double of it is made of. */
    Set<Target> direct() {
        Set<Target> direct = new LinkedHashSet<>();
        references.forEach(reference -> direct.add(reference.target()));
        return direct;
    }

    /** Adds this and all that its records refer to, those first that others need. */
    void addAll(Set<Target> all) {
        direct().forEach(target -> target.addAll(all));
        all.add(this);
    }

    /** Adds this and what its records cannot do without. */
    void addNeeded(Set<Target> needed) {
        references.stream()
                .filter(reference -> !reference.optional())
                .forEach(reference -> reference.target().addNeeded(needed));
        needed.add(this);
    }
}
