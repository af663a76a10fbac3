package io.github.stockroom.bootstrap;

import io.github.stockroom.application.error.FieldConflictException;
import io.github.stockroom.application.error.OutcomeUnknownException;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.rest.json.UnreadableException;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.rows.Rows;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;

/**
 * {@code java -jar stockroom.jar import products FILE}: creates the records of a file, all or none, straight through
 * the use cases. The last line on standard output tells how it went, as JSON; everything else is said on standard
 * error.
 */
@SuppressWarnings("SystemOut")
final class ImportCommand implements Command {

    @Override
    public String name() {
        return "import";
    }

    @Override
    public int run(List<String> arguments) {
        ImportArguments wanted;
        ImportRows<?, ?, ?> rows;
        try {
            wanted = ImportArguments.parse(arguments);
            rows = ImportRows.of(wanted);
        } catch (IllegalArgumentException e) {
            System.err.println("import: " + e.getMessage() + "\n" + ImportArguments.USAGE);
            return MISUSED;
        }
        Class<?> configuration = wanted.dryRun() ? SettingsOnly.class : RecordsConfiguration.class;
        try (var context = CommandContext.startQuietly(configuration, wanted.settings())) {
            return run(wanted, rows, context, System.out, System.err);
        }
    }

    /** All that a dry run needs. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(StockroomSettings.class)
    static class SettingsOnly {}

    private static int run(
            ImportArguments wanted, ImportRows<?, ?, ?> taken, BeanFactory beans, PrintStream out, PrintStream err) {
        long start = System.nanoTime();
        ImportRejects rejects = null;
        var limits = beans.getBean(StockroomSettings.class).record().limits();
        String failure = null;
        boolean isKnown = true;
        try (InputStream in = open(wanted.file());
                Progress progress = Progress.on(err, in)) {
            Rows rows = wanted.format().read(new BufferedInputStream(in), taken.format(), limits, wanted.source());
            rejects = new ImportRejects(rows, wanted.dryRun(), wanted.rejected(), wanted.ending());
            try (ImportRejects files = rejects) {
                taken.read(files.counting(progress.over(rows)), files, beans);
                failure = wanted.rejected() == null && files.count() > 0 ? "" : null; // of a dry run
            }
        } catch (ImportRejects.Stop e) {
            failure = "";
        } catch (UnreadableException e) {
            failure = detail(e);
        } catch (FieldConflictException e) {
            failure = conflict(e);
        } catch (OutcomeUnknownException e) {
            failure = e.getMessage();
            isKnown = false;
        } catch (TemporarilyUnavailableException e) {
            failure = "the database did not do it: "
                    + NestedExceptionUtils.getMostSpecificCause(e).getMessage();
        } catch (FileNotFoundException e) {
            failure = e.getMessage();
        } catch (IOException | UncheckedIOException e) {
            failure = e.toString();
        }
        double seconds = Math.round((System.nanoTime() - start) / 1e6) / 1e3;
        var outcome = new ImportOutcome(wanted, rejects, taken, failure, isKnown, seconds);
        outcome.print(out, err);
        return outcome.isFailure() ? FAILED : DONE;
    }

    private static String detail(UnreadableException e) {
        return Stream.concat(
                        Stream.of(e.detail().replaceFirst("\\.$", "")),
                        e.violations().stream().map(violation -> violation.field() + ": " + violation.message()))
                .collect(Collectors.joining("; "));
    }

    private static String conflict(FieldConflictException e) {
        String record = e.index().isPresent() ? "valid record " + (e.index().getAsLong() + 1) : "a record";
        return record + ": " + e.field() + ": "
                + Problems.fieldConflict(e, 0).errors().get(0).detail();
    }

    private static InputStream open(String file) throws IOException {
        return file.equals(ImportArguments.STANDARD_INPUT) ? System.in : new FileInputStream(file);
    }
}
