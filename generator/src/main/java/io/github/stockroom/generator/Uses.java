package io.github.stockroom.generator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds code and texts that name a resource beside its own files. */
final class Uses {

    /** Text of any kind comes first, as it may have what looks like the start of a comment. */
    private static final Pattern COMMENT = Pattern.compile(
            "(\"\"\"[\\s\\S]*?\"\"\"|\"[^\"\\\\\n]*(?:\\\\.[^\"\\\\\n]*)*\"|'(?:\\\\.[^']*|[^'\\\\\n])')"
                    + "|/\\*[\\s\\S]*?\\*/|//[^\n]*");

    private static final List<String> MODULES = List.of(
            "domain",
            "application",
            "operations",
            "adapters-persistence",
            "adapters-rest",
            "bootstrap",
            "infra/authorizer");

    private static final String BENCH = "bench/src/";

    /** Places of what people read or copy. */
    private static final List<String> DOCUMENTS =
            List.of("README.md", "CONTRIBUTING.md", ".ci", ".github", "bench", "clients", "docs", "examples", "infra");

    private static final Pattern NO_DOCUMENT = Pattern.compile(
            "docs/decisions/.*|.*/(node_modules|target|dist|src/gen)/.*|.*/package-lock\\.json|.*\\.svg");

    private final Tree tree;
    private final KnownResource resource;
    private final Set<String> own;
    private final Pattern ofPackage;
    private final Pattern named;
    private final Map<String, String> codes = new HashMap<>();

    /** @param own the files of the resource itself */
    Uses(Tree tree, KnownResource resource, List<String> own) {
        this.tree = tree;
        this.resource = resource;
        this.own = Set.copyOf(own);
        ofPackage = Pattern.compile("\\bio\\.github\\.stockroom\\.(domain|application|persistence|rest)\\."
                + resource.packageName() + "\\.");
        String code = Words.hyphenated(resource.access().toLowerCase(Locale.ROOT));
        named = Pattern.compile(String.join(
                "|",
                Pattern.quote(resource.path()) + "(?![\\w-])",
                "\\b(Resource|Operations)\\." + resource.access() + "\\b",
                "\\b" + code + ":(read|write)\\b|\\baccess\\." + code + "\\.",
                "\\bSTOCKROOM_ACCESS_" + resource.access() + "_",
                "\"" + resource.name() + "\"",
                "(?i:\\b(from|into|update|table|join|analyze|on)\\s+)" + resource.table() + "\\b"));
    }

    /** Returns code of the service that would not compile without the resource. */
    List<String> inService() {
        return MODULES.stream()
                .flatMap(module -> tree.files(module + "/src/main").stream())
                .filter(file -> file.endsWith(".java") && !own.contains(file))
                .filter(file -> !file.equals(SharedPlaces.RECORD_RESOURCES))
                .filter(file -> ofPackage.matcher(tree.read(file)).find())
                .toList();
    }

    /**
     * Returns tests and benchmarks that have the resource as their example, and those that need them. Tests of every
     * resource find theirs in the OpenAPI document, and are not among them.
     */
    List<String> inTests() {
        List<String> candidates = new ArrayList<>(Stream.concat(
                        MODULES.stream().flatMap(module -> Stream.of(module + "/src/test/", module + "/src/browser/")),
                        Stream.of(BENCH))
                .flatMap(folder -> tree.files(folder).stream())
                .filter(file -> file.endsWith(".java") && !own.contains(file))
                .toList());
        List<String> found = new ArrayList<>();
        candidates.removeIf(file -> {
            String code = code(file);
            boolean uses = ofPackage.matcher(code).find() || named.matcher(code).find();
            return uses && found.add(file);
        });
        for (int next = 0; next < found.size(); next++) {
            String gone = found.get(next);
            Pattern type = word(typeOf(gone));
            Pattern name = word(packageOf(gone) + "." + typeOf(gone));
            candidates.removeIf(file -> {
                boolean isNeighbour = packageOf(file).equals(packageOf(gone));
                return (isNeighbour ? type : name).matcher(code(file)).find() && found.add(file);
            });
        }
        return found.stream().sorted().toList();
    }

    /** Returns documents, examples and scripts that name the resource. */
    List<String> inDocuments() {
        String singular = Words.hyphenated(resource.packageName());
        Pattern words = Pattern.compile("(?i)\\b(" + singular + "|" + resource.name() + ")\\b|"
                + Pattern.quote(resource.path()) + "(?![\\w-])");
        return DOCUMENTS.stream()
                .flatMap(place ->
                        tree.has(place) && place.endsWith(".md") ? Stream.of(place) : tree.files(place).stream())
                .filter(file -> !NO_DOCUMENT.matcher(file).matches())
                .filter(file ->
                        tree.isText(file) && words.matcher(tree.read(file)).find())
                .toList();
    }

    private static Pattern word(String text) {
        return Pattern.compile("\\b" + Pattern.quote(text) + "\\b");
    }

    private static String typeOf(String file) {
        return file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
    }

    private static String packageOf(String file) {
        return file.substring(0, file.lastIndexOf('/'))
                .replaceFirst(".*/java/", "")
                .replace('/', '.');
    }

    /** Returns the file without comments. */
    private String code(String file) {
        return codes.computeIfAbsent(
                file,
                path -> COMMENT.matcher(tree.read(path))
                        .replaceAll(match -> match.group(1) == null ? " " : Matcher.quoteReplacement(match.group(1))));
    }
}
