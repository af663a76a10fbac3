package io.github.stockroom.rest.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collects files and what they import, and names each by its content. An import is rewritten to the name that the
 * imported file got, so a module's name changes when anything below it does. That takes the place of an import map in
 * the page, which would be an inline script.
 */
final class AssetBundle {

    static final String SCRIPT = "text/javascript";

    private static final Map<String, String> TYPES = Map.of("js", SCRIPT, "css", "text/css", "svg", "image/svg+xml");
    private static final Pattern IMPORT = Pattern.compile(
            "((?:^|;)(?:import|export)\\b(?:[^;'\"]*?\\bfrom)?\\s*)(['\"])([^'\"]+)\\2", Pattern.MULTILINE);
    /** An import that the browser makes when the module runs into it, so that a first visit does not wait for it. */
    private static final Pattern DEFERRED_IMPORT = Pattern.compile("(\\bimport\\()(['\"])([^'\"]+)\\2");

    private static final Pattern SOURCE_MAP = Pattern.compile("\n//# sourceMappingURL=.*");
    private static final int HASH_BYTES = 8;

    private final ImportMap libraries;
    private final Map<String, Asset> added = new LinkedHashMap<>();
    private final Set<String> begun = new HashSet<>();
    /** By path, what a file imports at once. */
    private final Map<String, Set<String>> imports = new HashMap<>();

    AssetBundle(ImportMap libraries) {
        this.libraries = libraries;
    }

    /** Everything added so far, imported files before those that import them. */
    Collection<Asset> assets() {
        return added.values();
    }

    /** Returns what a browser needs at once that loads these files, the files themselves included. */
    Set<Asset> neededBy(Collection<String> paths) {
        Set<Asset> needed = new LinkedHashSet<>();
        for (String path : paths) {
            needed.addAll(neededBy(imports.getOrDefault(path, Set.of())));
            needed.add(add(path));
        }
        return needed;
    }

    /**
     * @param path on the class path
     * @throws IllegalStateException when it is not there, or imports itself by way of others
     */
    Asset add(String path) {
        Asset known = added.get(path);
        if (known != null) {
            return known;
        }
        if (!begun.add(path)) {
            throw new IllegalStateException(path + " imports itself by way of others");
        }
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        String type = TYPES.get(file.substring(dot + 1));
        if (type == null) {
            throw new IllegalStateException("no media type for " + path);
        }
        byte[] content = type.equals(SCRIPT) ? linked(path) : read(path);
        var asset = new Asset(file.substring(0, dot) + "-" + hash(content) + file.substring(dot), type, content);
        added.put(path, asset);
        return asset;
    }

    private byte[] linked(String path) {
        String source = SOURCE_MAP.matcher(new String(read(path), UTF_8)).replaceAll("");
        Set<String> imported = imports.computeIfAbsent(path, any -> new LinkedHashSet<>());
        String linked = IMPORT.matcher(source).replaceAll(found -> {
            String target = resolve(path, found.group(3));
            imported.add(target);
            return link(found, target);
        });
        return DEFERRED_IMPORT
                .matcher(linked)
                .replaceAll(found -> link(found, resolve(path, found.group(3))))
                .getBytes(UTF_8);
    }

    private String link(MatchResult found, String target) {
        return Matcher.quoteReplacement(found.group(1) + "\"./" + add(target).name() + "\"");
    }

    private String resolve(String importer, String specifier) {
        return specifier.startsWith(".")
                ? Path.of(importer)
                        .resolveSibling(specifier)
                        .normalize()
                        .toString()
                        .replace('\\', '/')
                : libraries.resolve(specifier);
    }

    static byte[] read(String path) {
        try (InputStream in = AssetBundle.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
