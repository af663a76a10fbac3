package io.github.stockroom.generator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    private final Pattern ofPackage;
    private final Pattern named;
    private final Pattern ofOthers;
    private final Map<String, String> codes = new HashMap<>();

    Uses(Tree tree, KnownResource resource) {
        this.tree = tree;
        this.resource = resource;
        String layers = "(domain|application|persistence|rest)";
        ofPackage = Pattern.compile("\\bio\\.github\\.stockroom\\." + layers + "\\." + resource.packageName() + "\\.");
        String code = Words.hyphenated(resource.access().toLowerCase(Locale.ROOT));
        named = Pattern.compile(String.join(
                "|",
                path(resource),
                "\\b(Resource|Operations)\\." + resource.access() + "\\b",
                "\\b" + code + ":(read|write)\\b|\\baccess\\." + code + "\\.",
                "\\bSTOCKROOM_ACCESS_" + resource.access() + "_",
                "\"" + resource.name() + "\"",
                "(?i:\\b(from|into|update|table|join|analyze|index\\s+\\w+\\s+on)\\s+)" + resource.table() + "\\b"));
        ofOthers = Pattern.compile(KnownResource.all(tree).stream()
                .filter(other -> !other.equals(resource))
                .map(KnownResource::packageName)
                .collect(Collectors.joining("|", ".*/stockroom/" + layers + "/(", ")/.*")));
    }

    /** Returns true if a test names the resource, and is not of another one. */
    boolean isAbout(String test) {
        String code = code(test);
        return ofPackage.matcher(code).find()
                || !ofOthers.matcher(test).matches() && named.matcher(code).find();
    }

    /**
     * Returns code of the service that would not compile without the resource.
     *
     * @param own the files of the resource itself
     */
    List<String> inService(Collection<String> own) {
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
     *
     * @param own the files of the resource itself
     */
    List<String> inTests(Collection<String> own) {
        List<String> candidates = new ArrayList<>(Stream.concat(
                        MODULES.stream().flatMap(module -> Stream.of(module + "/src/test/", module + "/src/browser/")),
                        Stream.of(BENCH))
                .flatMap(folder -> tree.files(folder).stream())
                .filter(file -> file.endsWith(".java") && !own.contains(file))
                .toList());
        List<String> found = new ArrayList<>();
        candidates.removeIf(file -> isAbout(file) && found.add(file));
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
        Pattern words = Pattern.compile("(?i)\\b(" + singular + "|" + resource.name() + ")\\b|" + path(resource));
        return DOCUMENTS.stream()
                .flatMap(place ->
                        tree.has(place) && place.endsWith(".md") ? Stream.of(place) : tree.files(place).stream())
                .filter(file -> !NO_DOCUMENT.matcher(file).matches())
                .filter(file ->
                        tree.isText(file) && words.matcher(tree.read(file)).find())
                .toList();
    }

    /** The path, behind a host and its port too, but no end or beginning of another one. */
    private static String path(KnownResource resource) {
        return "(?:(?<=:\\d{1,5})|(?<![\\w-]))" + Pattern.quote(resource.path()) + "(?![\\w-])";
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
