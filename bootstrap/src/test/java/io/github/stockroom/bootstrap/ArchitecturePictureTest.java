package io.github.stockroom.bootstrap;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Compares the picture in {@code docs/architecture.md} with the code. With {@code -Dstockroom.architecture=write} the
 * test writes the picture instead.
 *
 * <p>A box is a package or the packages of all resources, and a frame is a module. An arrow leads to what a box uses
 * directly; what it also reaches through other arrows has none of its own.
 */
class ArchitecturePictureTest {

    private static final String ROOT = "io.github.stockroom.";
    private static final Path PAGE = Path.of("../docs/architecture.md");
    private static final String BEGIN = "```mermaid\n";
    private static final String END = "```\n";

    private static final List<String> MODULES =
            List.of("bootstrap", "rest", "persistence", "authorizer", "application", "operations", "domain");
    private static final Map<String, String> TITLES =
            Map.of("rest", "adapters-rest", "persistence", "adapters-persistence", "authorizer", "infra/authorizer");
    /** The packages of records, which are one box in each module. */
    private static final List<String> RESOURCES = RecordResources.ALL.stream()
            .map(resource -> resource.catalog().getPackageName())
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .toList();

    @Test
    void pictureShowsTheCode() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END, begin);
        if ("write".equals(System.getProperty("stockroom.architecture"))) {
            Files.writeString(PAGE, page.substring(0, begin) + picture() + page.substring(end));
            return;
        }
        assertThat(page.substring(begin, end))
                .as("the picture is out of date; -Dstockroom.architecture=write draws it")
                .isEqualTo(picture());
    }

    private static String picture() {
        Map<String, Set<String>> uses = uses();
        StringBuilder picture = new StringBuilder("flowchart TD\n");
        for (String module : MODULES) {
            picture.append("  subgraph ")
                    .append(module)
                    .append(" [")
                    .append(TITLES.getOrDefault(module, module))
                    .append("]\n");
            for (String box : uses.keySet()) {
                if (module(box).equals(module)) {
                    picture.append("    ")
                            .append(box)
                            .append("[\"")
                            .append(title(box))
                            .append("\"]\n");
                }
            }
            picture.append(arrows(within(module, uses), "    ")).append("  end\n");
        }
        return picture.append(arrows(betweenModules(uses), "  ")).toString();
    }

    private static String arrows(Map<String, Set<String>> uses, String indent) {
        return uses.entrySet().stream()
                .flatMap(from -> from.getValue().stream()
                        .filter(to -> !reaches(from.getKey(), to, uses))
                        .map(to -> indent + from.getKey() + " --> " + to + "\n"))
                .collect(joining());
    }

    /** Returns true if a path of two arrows or more leads there. */
    private static boolean reaches(String from, String to, Map<String, Set<String>> uses) {
        Set<String> seen = new TreeSet<>();
        List<String> open = new ArrayList<>(uses.getOrDefault(from, Set.of()));
        open.remove(to);
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            if (next.equals(to)) {
                return true;
            }
            if (seen.add(next)) {
                open.addAll(uses.getOrDefault(next, Set.of()));
            }
        }
        return false;
    }

    private static Map<String, Set<String>> within(String module, Map<String, Set<String>> uses) {
        Map<String, Set<String>> within = new TreeMap<>();
        uses.forEach((from, all) -> {
            if (module(from).equals(module)) {
                Set<String> own = new TreeSet<>(all);
                own.removeIf(to -> !module(to).equals(module));
                within.put(from, own);
            }
        });
        return within;
    }

    private static Map<String, Set<String>> betweenModules(Map<String, Set<String>> uses) {
        Map<String, Set<String>> between = new TreeMap<>();
        uses.forEach((from, all) -> all.forEach(to -> {
            if (!module(from).equals(module(to))) {
                between.computeIfAbsent(module(from), module -> new TreeSet<>()).add(module(to));
            }
        }));
        return between;
    }

    private static Map<String, Set<String>> uses() {
        JavaClasses code = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages(ROOT.substring(0, ROOT.length() - 1));
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass type : code) {
            String from = box(type);
            Set<String> targets = uses.computeIfAbsent(from, box -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(ROOT) && !box(target).equals(from)) {
                    targets.add(box(target));
                }
            }
        }
        return uses;
    }

    /**
     * {@code rest.record}; {@code rest.resources} for the packages of the resources, {@code rest.base} for the one of
     * the module.
     */
    private static String box(JavaClass type) {
        String name = type.getPackageName().substring(ROOT.length());
        if (name.indexOf('.') < 0) {
            return name + ".base";
        }
        String last = name.substring(name.lastIndexOf('.') + 1);
        return RESOURCES.contains(last) ? module(name) + ".resources" : name;
    }

    private static String module(String box) {
        return box.substring(0, box.indexOf('.'));
    }

    private static String title(String box) {
        String last = box.substring(box.indexOf('.') + 1);
        return switch (last) {
            case "resources" -> String.join(", ", RESOURCES);
            case "base" -> module(box);
            default -> last;
        };
    }
}
