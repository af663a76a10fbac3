package io.github.stockroom.bootstrap;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
            ImportTarget<?> target = ImportTarget.ALL.get(wanted.resource());
            if (target == null) {
                throw new IllegalArgumentException("there are no " + wanted.resource());
            }
            try (var context = CommandContext.startQuietly(RecordsConfiguration.class, wanted.settings())) {
                return run(wanted, target, context, System.out, System.err);
            }
        } catch (IllegalArgumentException e) {
            System.err.println("import: " + e.getMessage() + "\n" + ImportArguments.USAGE);
            return MISUSED;
        }
    }

    private static int run(
            ImportArguments wanted, ImportTarget<?> target, BeanFactory beans, PrintStream out, PrintStream err) {
        long start = System.nanoTime();
        long created = 0;
        var rejects = new ImportRejects(wanted.rejected());
        var limits = beans.getBean(StockroomSettings.class).record().limits();
        String failure = null;
        try (InputStream in = open(wanted.file());
                Progress progress = Progress.on(err, in);
                rejects) {
            created = target.createAll(
                    beans,
                    format -> rejects.counting(
                            progress.over(wanted.format().read(new BufferedInputStream(in), format, limits))),
                    rejects);
        } catch (ImportRejects.Stop e) {
            failure = e.getMessage();
        } catch (ProblemException e) {
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

    private static String detail(ProblemException e) {
        var text = new StringBuilder(e.problem().detail().replaceFirst("\\.$", ""));
        e.problem()
                .errors()
                .forEach(error -> text.append("; ")
                        .append(error.location().substring(2))
                        .append(": ")
                        .append(error.detail()));
        return text.toString();
    }

    private static InputStream open(String file) throws IOException {
        return file.equals(ImportArguments.STANDARD_INPUT) ? System.in : new FileInputStream(file);
    }
}
