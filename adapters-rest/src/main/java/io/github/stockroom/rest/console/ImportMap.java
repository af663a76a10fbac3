package io.github.stockroom.rest.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Finds libraries on the class path by the names with which modules import them. Each jar of mvnpm declares its names.
 */
final class ImportMap {

    private static final String FILE = "META-INF/importmap.json";
    private static final String RESOURCES = "META-INF/resources";

    private final Map<String, String> paths;

    private ImportMap(Map<String, String> paths) {
        this.paths = Map.copyOf(paths);
    }

    static ImportMap load() {
        Map<String, String> paths = new HashMap<>();
        try {
            for (URL file : Collections.list(ImportMap.class.getClassLoader().getResources(FILE))) {
                try (InputStream in = file.openStream();
                        JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
                    readInto(paths, json);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ImportMap(paths);
    }

    /** {@code {"imports":{"lit":"/_static/lit/3.0.0/index.js"}}}: every text in it is such a pair. */
    private static void readInto(Map<String, String> paths, JsonParser json) {
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            if (token == JsonToken.VALUE_STRING) {
                paths.put(json.currentName(), RESOURCES + json.getString());
            }
        }
    }

    /**
     * Resolves the whole name, or otherwise its longest prefix that ends with a slash, as browsers do it.
     *
     * @return a path on the class path
     * @throws IllegalStateException when no library has this name
     */
    String resolve(String specifier) {
        String exact = paths.get(specifier);
        if (exact != null) {
            return exact;
        }
        for (int slash = specifier.lastIndexOf('/'); slash > 0; slash = specifier.lastIndexOf('/', slash - 1)) {
            String directory = paths.get(specifier.substring(0, slash + 1));
            if (directory != null) {
                return directory + specifier.substring(slash + 1);
            }
        }
        throw new IllegalStateException("no library is called " + specifier);
    }
}
