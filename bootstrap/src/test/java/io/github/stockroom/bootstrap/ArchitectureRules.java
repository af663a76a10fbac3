package io.github.stockroom.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** The rules of the house, for the packages under one root. */
final class ArchitectureRules {

    private static final String SHARED = "shared";

    /** The concepts of callers and their rights, which everything that is shared may build on. */
    private static final Set<String> IDENTITY = Set.of("account", "access", "apikey", "session");

    private static final List<String> PURE_JAVA = List.of(
            "java.lang..",
            "java.util..",
            "java.text..",
            "java.math..",
            "java.time..",
            "java.nio.charset..",
            "org.jspecify.annotations..");

    private final String root;
    private final String domain;
    private final String application;
    private final String operations;
    private final String rest;
    private final String persistence;
    private final Set<String> resources;

    /** @param classes tell which resources there are: each has a package in the domain */
    ArchitectureRules(String root, JavaClasses classes) {
        this.root = root;
        domain = root + ".domain..";
        application = root + ".application..";
        operations = root + ".operations..";
        rest = root + ".rest..";
        persistence = root + ".persistence..";
        resources = classes.stream()
                .filter(resideInAPackage(domain))
                .map(this::concept)
                .filter(concept -> !concept.isEmpty() && !concept.equals(SHARED) && !IDENTITY.contains(concept))
                .collect(Collectors.toSet());
    }

    /** By a name that says what holds. */
    Map<String, ArchRule> all() {
        return Map.ofEntries(
                // java.io: the order of text has a table, which is a file in the jar.
                Map.entry("the domain is pure Java", pure(domain, domain, "java.io")),
                Map.entry("the table of operations is pure Java on the domain", pure(operations, domain, operations)),
                Map.entry("the application is pure Java on the domain", pure(application, domain, application)),
                Map.entry("REST does not know persistence", strangers(rest, persistence)),
                Map.entry("persistence does not know REST", strangers(persistence, rest)),
                Map.entry("nobody knows the wiring", nobodyKnowsTheWiring()),
                Map.entry("adapters know ports, not services", servicesAreHidden()),
                Map.entry("file formats know no HTTP", fileFormatsKnowNoHttp()),
                Map.entry("packages form no cycles", packagesFormNoCycles()),
                Map.entry("resources form no cycles", resourcesFormNoCycles()),
                Map.entry("what is shared knows no resource", sharedKnowsNoResource()),
                Map.entry("components that Spring finds are not public", componentsAreHidden()),
                Map.entry("every package is null-marked", everyPackageIsNullMarked()),
                Map.entry("the core asks nobody for time or chance", coreIsDeterministic()),
                Map.entry("no transactions by annotation", noTransactionalAnnotation()));
    }

    private static ArchRule pure(String layer, String... allowed) {
        String[] all =
                Stream.concat(PURE_JAVA.stream(), List.of(allowed).stream()).toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(layer)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(all)
                .because("other services reuse it without Spring or a database");
    }

    private static ArchRule strangers(String adapter, String other) {
        return noClasses()
                .that()
                .resideInAPackage(adapter)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(other)
                .because("each adapter can be replaced without looking at the other");
    }

    private ArchRule nobodyKnowsTheWiring() {
        return noClasses()
                .that()
                .resideInAnyPackage(domain, application, rest, persistence)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".bootstrap..")
                .because("arrows point inward only");
    }

    private ArchRule servicesAreHidden() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(application)
                .should()
                .dependOnClassesThat(are(resideInAPackage(application).and(simpleNameEndingWith("Service"))))
                .because("a service can change as long as its port stays");
    }

    private ArchRule fileFormatsKnowNoHttp() {
        String[] formats = {root + ".rest.json..", root + ".rest.rows..", root + ".rest.output.."};
        return noClasses()
                .that()
                .resideInAnyPackage(formats)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("jakarta.servlet..", "org.springframework..", "org.eclipse.jetty..", rest)
                                .and(not(resideInAnyPackage(formats))))
                .because("the import and export commands read and write the same formats without a request");
    }

    private ArchRule packagesFormNoCycles() {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("a package can be read, moved and tested with no more than those that it builds on");
    }

    private ArchRule resourcesFormNoCycles() {
        return slices().assignedFrom(byResource())
                .should()
                .beFreeOfCycles()
                .because("a resource must be removable without touching those it does not use");
    }

    private ArchRule sharedKnowsNoResource() {
        return noClasses()
                .that(describe("are shared", type -> isInside(type) && !isOfResource(type)))
                .should()
                .dependOnClassesThat(describe("are of one resource", this::isOfResource))
                .because("what serves all resources must not favour one");
    }

    private static ArchRule componentsAreHidden() {
        return classes()
                .that()
                .areMetaAnnotatedWith(Component.class)
                .and()
                .areNotMetaAnnotatedWith(Configuration.class)
                .should()
                .notBePublic()
                .because("Spring finds them by itself, and nobody else should call them");
    }

    private static ArchRule everyPackageIsNullMarked() {
        return classes()
                .should(new ArchCondition<JavaClass>("be in a package marked @NullMarked") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(new SimpleConditionEvent(
                                type, marked, type.getPackageName() + " of " + type.getName()));
                    }
                })
                .because("subpackages do not inherit the mark, and without it null is not checked");
    }

    private ArchRule coreIsDeterministic() {
        return noClasses()
                .that()
                .resideInAnyPackage(domain, application)
                .should()
                .callMethodWhere(describe("time or chance is asked for", ArchitectureRules::asksSurroundings))
                .because("time is a Clock and ids come from a port, so that tests can decide both");
    }

    private static ArchRule noTransactionalAnnotation() {
        return noClasses()
                .should()
                .dependOnClassesThat(nameIs("Transactional"))
                .because("a caller without Spring would silently get no transaction");
    }

    private static DescribedPredicate<JavaClass> nameIs(String simpleName) {
        return describe("are called " + simpleName, type -> type.getSimpleName().equals(simpleName));
    }

    private static boolean asksSurroundings(JavaMethodCall call) {
        String owner = call.getTargetOwner().getName();
        String method = call.getName();
        return owner.startsWith("java.time.") && method.startsWith("now")
                || owner.equals("java.time.Clock") && method.startsWith("system")
                || owner.equals("java.util.UUID") && method.equals("randomUUID")
                || owner.equals("java.lang.Math") && method.equals("random")
                || owner.equals("java.lang.System")
                        && (method.equals("currentTimeMillis") || method.equals("nanoTime"));
    }

    private SliceAssignment byResource() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                boolean sliced = isOfResource(type) || isInside(type) && IDENTITY.contains(concept(type));
                return sliced ? SliceIdentifier.of(concept(type)) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "resources";
            }
        };
    }

    private boolean isOfResource(JavaClass type) {
        return isInside(type) && resources.contains(concept(type));
    }

    private boolean isInside(JavaClass type) {
        return List.of(domain, application, rest, persistence).stream()
                .anyMatch(layer -> resideInAPackage(layer).test(type));
    }

    /**
     * Returns the part behind the layer in the name of the package, such as {@code product} in {@code rest.product}.
     */
    private String concept(JavaClass type) {
        String[] parts = type.getPackageName().substring(root.length()).split("\\.");
        return parts.length < 3 ? "" : parts[2];
    }
}
