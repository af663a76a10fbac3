package io.github.stockroom.bootstrap;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Walk;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.application.query.Window.Purpose;
import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.json.RecordJson;
import io.github.stockroom.rest.output.CsvOptions;
import io.github.stockroom.rest.output.OutputWriter;
import io.github.stockroom.rest.output.OutputWriterFactory;
import io.github.stockroom.rest.record.RecordResource;
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
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.NestedExceptionUtils;
import tools.jackson.core.JacksonException;

/**
 * {@code java -jar stockroom.jar export products FILE}: writes all records of a resource as {@code import} reads them.
 * The last line tells how it went, as JSON: on standard output, or on standard error when the records go to standard
 * output.
 */
@SuppressWarnings("SystemOut")
final class ExportCommand implements Command {

    /**
     * The statements may take as long as the connections of the command allow, which is longer than for an export by
     * HTTP.
     */
    private static final Window CHUNK = Window.first(1_000).forPurpose(Purpose.WHOLE_LIST);

    @Override
    public String name() {
        return "export";
    }

    @Override
    public int run(List<String> arguments) {
        try {
            ExportArguments wanted = ExportArguments.parse(arguments);
            RecordResource<?, ?, ?> resource = RecordResources.named(wanted.resource());
            try (var context = CommandContext.startQuietly(RecordsConfiguration.class, wanted.settings())) {
                return run(wanted, resource, context);
            }
        } catch (IllegalArgumentException e) {
            System.err.println("export: " + e.getMessage() + "\n" + ExportArguments.USAGE);
            return MISUSED;
        }
    }

    private static int run(ExportArguments wanted, RecordResource<?, ?, ?> resource, BeanFactory beans) {
        long start = System.nanoTime();
        boolean toFile = !wanted.file().equals(ExportArguments.STANDARD_OUTPUT);
        long exported;
        try (Progress progress = Progress.on(System.err)) {
            exported = toFile
                    ? writeFile(Path.of(wanted.file()), wanted, resource, beans, progress)
                    : writeTo(new FileOutputStream(FileDescriptor.out), wanted.csv(), resource, beans, progress);
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
            Path file, ExportArguments wanted, RecordResource<?, ?, ?> resource, BeanFactory beans, Progress progress)
            throws IOException {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            long exported;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                exported = writeTo(out, wanted.csv(), resource, beans, progress);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return exported;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Writes all records, in the order of lists, in constant memory; closes the stream at the end. */
    private static <R> long writeTo(
            OutputStream out,
            @Nullable CsvOptions csv,
            RecordResource<?, ?, R> resource,
            BeanFactory beans,
            Progress progress) {
        Fields<R> fields = resource.fields();
        OutputWriterFactory<R> format = csv == null
                ? OutputWriterFactory.ndjson(new RecordJson<>(fields.all())::write)
                : OutputWriterFactory.csv(fields.all(), csv);
        OutputWriter<R> writer = format.writer().apply(out);
        long count = 0;
        try (Walk<R> walk = beans.getBean(resource.catalog()).walk(Query.of(fields), CHUNK)) {
            Iterator<R> records = progress.over(walk.stream().iterator());
            while (records.hasNext()) {
                writer.write(records.next());
                count++;
            }
        }
        writer.end();
        return count;
    }
}
