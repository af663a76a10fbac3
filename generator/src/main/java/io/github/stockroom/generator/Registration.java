package io.github.stockroom.generator;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Adds the lines that a new resource has in files of all. */
final class Registration {

    private static final Pattern OPERATIONS = Pattern.compile("(?m)^    public static final RecordOperations [^;]*;\n");
    private static final Pattern CONFIGURATIONS = Pattern.compile("@Import\\(\\{?([^)}]*)}?\\)");
    private static final Pattern RESOURCES = Pattern.compile("(ALL =\\s+List\\.of\\()([^)]*)\\)");
    private static final Pattern IMPORTS = Pattern.compile("(?m)(^import [^\n]*;\n)+");

    private final Tree tree;
    private final Definition definition;

    private Registration(Tree tree, Definition definition) {
        this.tree = tree;
        this.definition = definition;
    }

    /** @param changeLog the name of the resource's own change log */
    static void register(Tree tree, Definition definition, String changeLog) {
        Registration registration = new Registration(tree, definition);
        registration.access();
        registration.wiring();
        registration.changeLog(changeLog);
        registration.frontEnds();
        registration.gateway();
        registration.references();
        if (!definition.path().startsWith("/api/")) {
            registration.edge();
        }
    }

    private void access() {
        tree.insertBefore(
                SharedPlaces.RESOURCE,
                "    /** Creation of an account",
                fill("    {{ACCESS}}(Kind.RECORDS, ANONYMOUS, {{write}}),\n"));
        String line = fill(
                "    public static final RecordOperations {{ACCESS}} = records(\"{{path}}\", Resource.{{ACCESS}});\n");
        tree.edit(SharedPlaces.OPERATIONS, text -> {
            int end = OPERATIONS
                    .matcher(text)
                    .results()
                    .mapToInt(MatchResult::end)
                    .max()
                    .orElse(-1);
            if (end < 0) {
                int sessions = text.indexOf("    public static final Operation OPEN_SESSION");
                return text.substring(0, sessions) + line + "\n" + text.substring(sessions);
            }
            return text.substring(0, end) + line + text.substring(end);
        });
    }

    private void wiring() {
        String type = definition.type();
        tree.edit(SharedPlaces.RECORD_RESOURCES, text -> {
            String imported = replaceFirst(IMPORTS, text, block -> {
                TreeSet<String> lines = new TreeSet<>(block.group().lines().toList());
                lines.add("import " + JavaFile.ROOT + "rest." + definition.packageName() + "." + type + "Resource;");
                return String.join("\n", lines) + "\n";
            });
            String configured = replaceFirst(
                    CONFIGURATIONS,
                    imported,
                    list -> "@Import({" + joined(list.group(1), type + "Configuration.class") + "})");
            return replaceFirst(
                    RESOURCES,
                    configured,
                    list -> list.group(1) + joined(list.group(2), fill("{{Record}}Resource.{{RECORDS}}")) + ")");
        });
    }

    private void changeLog(String file) {
        TreeSet<Long> lengths = new TreeSet<>();
        definition.fields().forEach(field -> lengths.add(TableColumn.length(field)));
        if (definition.fields().stream().anyMatch(field -> field.kind() == FieldKind.LONGTEXT)) {
            lengths.add(100L);
        }
        lengths.remove(0L);
        for (long length : lengths) {
            if (!tree.read(SharedPlaces.CHANGE_LOG).contains("name=\"varchar" + length + "\"")) {
                tree.insertBefore(
                        SharedPlaces.CHANGE_LOG, "  <property name=\"text\"", """
                          <property name="varchar%1$d" value="varchar(%1$d) collate &quot;C&quot;" dbms="postgresql"/>
                          <property name="varchar%1$d" value="varchar(%2$d)" dbms="h2"/>
                        """.formatted(length, 2 * length));
            }
        }
        tree.insertBefore(
                SharedPlaces.CHANGE_LOG,
                "</databaseChangeLog>",
                "  <include file=\"" + file + "\" relativeToChangelogFile=\"true\"/>\n");
    }

    private void frontEnds() {
        tree.insertBefore(SharedPlaces.CONSOLE, "];\n\nexport const editable", new ConsoleEntry(definition).text());
        tree.insertBefore(
                SharedPlaces.TYPESCRIPT,
                "/** The body of every error",
                fill("export type {{Record}} = components[\"schemas\"][\"{{Record}}\"];\n"));
    }

    /** Has the document say that records may be in use. */
    private void references() {
        for (Target target : definition.targets()) {
            String description = SharedPlaces.description(target.packageName(), target.type());
            if (!tree.read(description).contains(SharedPlaces.REFERENCED)) {
                tree.insertBefore(description, "                .describe(api);", SharedPlaces.REFERENCED);
            }
        }
    }

    private void gateway() {
        String folder = SharedPlaces.CLOUDFORMATION;
        for (String template : new String[] {"api", "authorizer", "service"}) {
            both(folder + template + ".yaml", "  SignUpWrite:\n", "  {{setting}}:\n    Type: String\n");
        }
        tree.insertBefore(
                folder + "root.yaml",
                "  SignUpWrite:\n",
                parameter("Read", "anonymous")
                        + parameter("Write", definition.write().equals("ADMIN") ? "admin" : "user"));
        String passed = fill(
                "        {{Setting}}Read: !Ref {{Setting}}Read\n        {{Setting}}Write: !Ref {{Setting}}Write\n");
        for (String template : new String[] {"root", "api"}) {
            tree.edit(
                    folder + template + ".yaml",
                    text -> text.replaceAll("(?m)^        SignUpWrite: !Ref", Matcher.quoteReplacement(passed) + "$0"));
        }
        both(
                folder + "authorizer.yaml",
                "          STOCKROOM_ACCESS_SIGN_UP_WRITE",
                "          {{VARIABLE}}: !Ref {{setting}}\n");
        both(
                folder + "service.yaml",
                "            - {Name: STOCKROOM_ACCESS_SIGN_UP_WRITE",
                "            - {Name: {{VARIABLE}}, Value: !Ref {{setting}}}\n");
        tree.insertBefore(
                SharedPlaces.TEMPLATE_TESTS, "\"SignUpWrite\"", fill("\"{{Setting}}Read\", \"{{Setting}}Write\", "));
    }

    private String parameter(String action, String byDefault) {
        return """
                  %s%s:
                    Type: String
                    Default: %s
                    AllowedValues: [anonymous, user, admin]
                """.formatted(Words.type(definition.access()), action, byDefault);
    }

    /** Inserts what the setting for reads needs, and then the same for writes. */
    private void both(String path, String anchor, String lines) {
        for (String action : new String[] {"Read", "Write"}) {
            String setting = Words.type(definition.access()) + action;
            String variable = "STOCKROOM_ACCESS_" + Words.constant(definition.access()) + "_" + Words.constant(action);
            tree.insertBefore(
                    path, anchor, lines.replace("{{setting}}", setting).replace("{{VARIABLE}}", variable));
        }
    }

    /** The edge leads paths of the API to the service; all else is the front end's. */
    private void edge() {
        String path = definition.path();
        tree.insertBefore(SharedPlaces.EDGE_TERRAFORM, "\"/users/*\"]", "\"%1$s\", \"%1$s/*\", ".formatted(path));
        tree.insertBefore(SharedPlaces.EDGE_PAGE, "`/users/*` |", "`%1$s`, `%1$s/*`, ".formatted(path));
        for (String pattern : new String[] {path, path + "/*"}) {
            tree.insertBefore(
                    SharedPlaces.EDGE_CLOUDFORMATION, "          - PathPattern: /users/*\n", """
                              - PathPattern: %s
                                TargetOriginId: service
                                ViewerProtocolPolicy: https-only
                                AllowedMethods: [DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT]
                                Compress: false
                                CachePolicyId: 4135ea2d-6df8-44a3-9df3-4b5a84be39ad
                                OriginRequestPolicyId: b689b0a8-53d0-40ab-baf2-68738e2966ac
                    """.formatted(pattern));
        }
    }

    private String fill(String line) {
        return Template.of(line, definition)
                .with("write", definition.write())
                .with("Setting", Words.type(definition.access()))
                .fill();
    }

    /** Returns a list with one more element. */
    private static String joined(String list, String element) {
        String elements = Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .collect(Collectors.joining(", "));
        return elements.isEmpty() ? element : elements + ", " + element;
    }

    private static String replaceFirst(Pattern pattern, String text, Function<MatchResult, String> replacement) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("There is no '" + pattern + "' in " + SharedPlaces.RECORD_RESOURCES + ".");
        }
        UnaryOperator<String> quote = Matcher::quoteReplacement;
        return matcher.replaceFirst(match -> quote.apply(replacement.apply(match)));
    }
}
