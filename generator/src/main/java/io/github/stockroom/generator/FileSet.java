package io.github.stockroom.generator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** New files of a resource, by their path from the root of the tree. */
final class FileSet {

    private static final String JAVA = "/java/io/github/stockroom/";

    private final Definition definition;
    private final Map<String, String> files = new LinkedHashMap<>();

    FileSet(Definition definition) {
        this.definition = definition;
    }

    Map<String, String> files() {
        return files;
    }

    /**
     * Adds a Java file.
     *
     * @param folder a module and its sources, such as {@code domain/src/main}
     * @param packageName below the root package
     * @param name of the class
     */
    void java(String folder, String packageName, String name, List<String> statics, Template body) {
        files.put(
                folder + JAVA + packageName.replace('.', '/') + "/" + name + ".java",
                JavaFile.source(definition, packageName, statics, body.fill()));
    }

    void java(String folder, String packageName, String name, Template body) {
        java(folder, packageName, name, List.of(), body);
    }

    /** Adds the description of a package. */
    void packageInfo(String folder, String packageName, Template comment) {
        files.put(
                folder + JAVA + packageName.replace('.', '/') + "/package-info.java",
                "/** " + comment.fill() + " */\n@NullMarked\npackage " + JavaFile.ROOT + packageName
                        + ";\n\nimport org.jspecify.annotations.NullMarked;\n");
    }

    void text(String path, String content) {
        files.put(path, content);
    }
}
