package io.github.stockroom.generator;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats the code and writes the documents anew that are drawn from it. */
final class Documents {

    private static final List<String> QUIET = List.of("-q", "-B", "-ntp", "-Dmaven.javadoc.skip");

    private Documents() {}

    /**
     * Deletes what was compiled of code that is gone: tests, and beans that were generated ahead of time, outlive it.
     *
     * @throws IllegalStateException if it fails
     */
    static void cleanCompiled(Path root) {
        run(root, List.of("-pl", "!generator", "clean"));
    }

    /** @throws IllegalStateException if a step fails; its output says why */
    static void writeAnew(Path root) {
        run(root, List.of("spotless:apply"));
        run(
                root,
                List.of(
                        "-pl",
                        "bootstrap",
                        "-am",
                        "test",
                        "-Dtest=OpenApiDocumentTest,RoutesTemplateTest,ArchitecturePictureTest,PublicApiTest,"
                                + "RequestCollectionTest#everyOperationIsThere",
                        "-Dsurefire.failIfNoSpecifiedTests=false",
                        "-Dstockroom.openapi=write",
                        "-Dstockroom.routes=write",
                        "-Dstockroom.architecture=write",
                        "-Dstockroom.api=write",
                        "-Dstockroom.requests=write"));
    }

    private static void run(Path root, List<String> arguments) {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> command = new ArrayList<>(windows ? List.of("cmd", "/c", "mvnw.cmd") : List.of("./mvnw"));
        command.addAll(QUIET);
        command.addAll(arguments);
        System.err.println("  " + String.join(" ", command));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(new File(root.toString()))
                    .inheritIO()
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed.");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
