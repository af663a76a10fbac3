package io.github.stockroom.bootstrap;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.rest.json.JsonBytes;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.NestedExceptionUtils;
import tools.jackson.core.JacksonException;

/**
 * {@code java -jar stockroom.jar export products FILE}: writes all records of a resource as {@code import} reads them. The last line
 * tells how it went, as JSON: on standard output, or on standard error when the records go to standard output.
 */
@SuppressWarnings("SystemOut")
final class ExportCommand implements Command {

    @Override
    public String name() {
        return "export";
    }

    @Override
    public int run(List<String> arguments) {
        try {
            ExportArguments wanted = ExportArguments.parse(arguments);
            ExportSource<?> source = ExportSource.ALL.get(wanted.resource());
            if (source == null) {
                throw new IllegalArgumentException("there are no " + wanted.resource());
            }
            try (var context = CommandContext.startQuietly(RecordsConfiguration.class, wanted.settings())) {
                return run(wanted, source, context);
            }
        } catch (IllegalArgumentException e) {
            System.err.println("export: " + e.getMessage() + "\n" + ExportArguments.USAGE);
            return MISUSED;
        }
    }

    private static int run(ExportArguments wanted, ExportSource<?> source, BeanFactory beans) {
        long start = System.nanoTime();
        boolean toFile = !wanted.file().equals(ExportArguments.STANDARD_OUTPUT);
        long exported;
        try (Progress progress = Progress.on(System.err)) {
            exported = toFile
                    ? writeFile(Path.of(wanted.file()), wanted, source, beans, progress)
                    : source.writeTo(new FileOutputStream(FileDescriptor.out), wanted.csv(), beans, progress);
        } catch (TemporarilyUnavailableException | IOException | UncheckedIOException | JacksonException e) {
            System.err.println("export: " + NestedExceptionUtils.getMostSpecificCause(e));
            return FAILED;
        }
        double seconds = Math.round((System.nanoTime() - start) / 1e6) / 1e3;
        byte[] summary = JsonBytes.object(json -> {
            json.writeStringProperty("resource", wanted.resource());
            json.writeNumberProperty("exported", exported);
            json.writeNumberProperty("seconds", seconds);
        });
        (toFile ? System.out : System.err).println(new String(summary, StandardCharsets.UTF_8));
        return DONE;
    }

    /** Beside the file first: under its name there is never half an export. */
    private static long writeFile(
            Path file, ExportArguments wanted, ExportSource<?> source, BeanFactory beans, Progress progress)
            throws IOException {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            long exported;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                exported = source.writeTo(out, wanted.csv(), beans, progress);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return exported;
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
