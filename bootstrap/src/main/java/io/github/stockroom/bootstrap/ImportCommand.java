package io.github.stockroom.bootstrap;

import io.github.stockroom.application.bulk.Drafts;
import io.github.stockroom.application.bulk.Rejects;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.json.UnreadableException;
import io.github.stockroom.rest.record.RecordResource;
import io.github.stockroom.rest.rows.Row;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * {@code java -jar stockroom.jar import products FILE}: creates the records of a file, all or none, straight through the use cases.
 * The last line on standard output tells how it went, as JSON; everything else is said on standard error.
 */
@SuppressWarnings("SystemOut")
final class ImportCommand implements Command {

    @Override
    public String name() {
        return "import";
    }

    @Override
    public int run(List<String> arguments) {
        try {
            ImportArguments wanted = ImportArguments.parse(arguments);
            RecordResource<?, ?, ?> resource = RecordResources.named(wanted.resource());
            try (var context = CommandContext.startQuietly(RecordsConfiguration.class, wanted.settings())) {
                return run(wanted, resource, context, System.out, System.err);
            }
        } catch (IllegalArgumentException e) {
            System.err.println("import: " + e.getMessage() + "\n" + ImportArguments.USAGE);
            return MISUSED;
        }
    }

    private static int run(
            ImportArguments wanted,
            RecordResource<?, ?, ?> resource,
            BeanFactory beans,
            PrintStream out,
            PrintStream err) {
        long start = System.nanoTime();
        long created = 0;
        var rejects = new ImportRejects(wanted.rejected());
        var limits = beans.getBean(StockroomSettings.class).record().limits();
        String failure = null;
        try (InputStream in = open(wanted.file());
                Progress progress = Progress.on(err, in);
                rejects) {
            Iterator<Row> rows = wanted.format().read(new BufferedInputStream(in), resource.format(), limits);
            created = createAll(resource, beans, rejects.counting(progress.over(rows)), rejects);
        } catch (ImportRejects.Stop e) {
            failure = e.getMessage();
        } catch (UnreadableException e) {
            failure = detail(e);
        } catch (TemporarilyUnavailableException e) {
            failure = "the database did not do it: "
                    + NestedExceptionUtils.getMostSpecificCause(e).getMessage();
        } catch (IOException | UncheckedIOException e) {
            failure = e.toString();
        }
        if (failure != null) {
            err.println("import: " + failure + "; nothing was written");
        }
        double seconds = Math.round((System.nanoTime() - start) / 1e6) / 1e3;
        long stored = created;
        byte[] summary = JsonBytes.object(json -> {
            json.writeStringProperty("resource", wanted.resource());
            json.writeNumberProperty("read", rejects.read());
            json.writeNumberProperty("created", stored);
            json.writeNumberProperty("rejected", rejects.count());
            json.writeNumberProperty("seconds", seconds);
        });
        out.println(new String(summary, StandardCharsets.UTF_8));
        return failure == null ? DONE : FAILED;
    }

    private static <D> long createAll(
            RecordResource<?, D, ?> resource, BeanFactory beans, Iterator<Row> rows, Rejects<Row> rejects) {
        var reader = resource.format().reader();
        var details = new Drafts<Row, D>(rows, row -> reader.apply(row.members().get()), rejects);
        return beans.getBean(resource.catalog()).createAll(details, created -> {});
    }

    private static String detail(UnreadableException e) {
        return Stream.concat(
                        Stream.of(e.detail().replaceFirst("\\.$", "")),
                        e.violations().stream().map(violation -> violation.field() + ": " + violation.message()))
                .collect(Collectors.joining("; "));
    }

    private static InputStream open(String file) throws IOException {
        return file.equals(ImportArguments.STANDARD_INPUT) ? System.in : new FileInputStream(file);
    }
}
