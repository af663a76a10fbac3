package io.github.stockroom.bootstrap;

import io.github.stockroom.application.error.OutcomeUnknownException;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.move.Move;
import io.github.stockroom.application.move.MoveTarget;
import io.github.stockroom.application.move.MovedRow;
import io.github.stockroom.persistence.account.JdbcAccountMoveTarget;
import io.github.stockroom.persistence.legacy.LegacyDatabase;
import io.github.stockroom.persistence.legacy.LegacyException;
import io.github.stockroom.persistence.legacy.LegacyKind;
import io.github.stockroom.persistence.legacy.LegacyTable;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.IdSequences;
import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.record.RecordResource;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import tools.jackson.core.JsonGenerator;

/**
 * {@code java -jar stockroom.jar migrate-from django --url jdbc:…}: moves the records and accounts of a replaced system
 * in, with their ids, as one transaction. The last line on standard output tells how it went, as JSON; everything else
 * is said on standard error.
 */
@SuppressWarnings("SystemOut")
final class MigrateFromCommand implements Command {

    private static final String NOT_STORED = "; nothing was written";

    private static final String STORED = "; the move is stored. The same command, run again, sets the next ids";

    private static final String MAY_BE_STORED = "; the move may be stored: run the same command again to see";

    @Override
    public String name() {
        return "migrate-from";
    }

    @Override
    public int run(List<String> arguments) {
        MigrateFromArguments wanted;
        try {
            wanted = MigrateFromArguments.parse(arguments, System.getenv(MigrateFromArguments.PASSWORD_VARIABLE));
        } catch (IllegalArgumentException e) {
            System.err.println("migrate-from: " + e.getMessage() + "\n" + MigrateFromArguments.USAGE);
            return MISUSED;
        }
        return run(wanted, System.out, System.err);
    }

    /** Says that nothing is to be stored, so that the transaction is rolled back. */
    private static final class Stop extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** @param reason empty if there is nothing to add */
        Stop(String reason) {
            super(reason, null, false, false);
        }
    }

    private static int run(MigrateFromArguments wanted, PrintStream out, PrintStream err) {
        long start = System.nanoTime();
        Map<LegacyTable, Move<?, ?>> moves = new LinkedHashMap<>();
        String failure = null;
        String end = NOT_STORED;
        // The old database first: without it there is no reason to make tables in the new one.
        try (LegacyDatabase source = LegacyDatabase.open(wanted.address(), wanted.mends());
                MoveReportFile report = new MoveReportFile(wanted.report())) {
            List<LegacyTable> tables = source.tables(wanted.kinds(), wanted.tables());
            if (tables.isEmpty()) {
                throw new Stop("no table of the old database looks like "
                        + wanted.kinds().stream().map(LegacyKind::name).collect(Collectors.joining(", ")));
            }
            try (var context = CommandContext.startQuietly(RecordsConfiguration.class, wanted.settings())) {
                var sequences = new IdSequences(context.getBean(DataSource.class));
                sequences.advanceAll(); // a taken id would make a row look like a clash
                move(wanted, source, tables, moves, report, context);
                end = STORED;
                sequences.advanceAll();
            } catch (Stop e) {
                failure = e.getMessage();
            }
            report.lines().forEach(line -> err.println("migrate-from: " + line));
        } catch (Stop | LegacyException e) {
            failure = e.getMessage();
        } catch (OutcomeUnknownException e) {
            failure = e.getMessage();
            end = MAY_BE_STORED;
        } catch (TemporarilyUnavailableException | DataAccessException e) {
            failure = "the database did not do it: "
                    + NestedExceptionUtils.getMostSpecificCause(e).getMessage();
        } catch (IOException | UncheckedIOException e) {
            failure = e.toString();
        }
        boolean isDone = failure == null || wanted.dryRun() && failure.isEmpty();
        if (failure != null && !failure.isEmpty()) {
            err.println("migrate-from: " + failure + end);
        }
        tellUnused(moves, err);
        double seconds = Math.round((System.nanoTime() - start) / 1e6) / 1e3;
        out.println(new String(
                JsonBytes.object(json -> writeFigures(json, wanted, moves, isDone, seconds)), StandardCharsets.UTF_8));
        return isDone ? DONE : FAILED;
    }

    /** @throws Stop if nothing is to be stored */
    private static void move(
            MigrateFromArguments wanted,
            LegacyDatabase source,
            List<LegacyTable> tables,
            Map<LegacyTable, Move<?, ?>> moves,
            MoveReportFile report,
            BeanFactory beans) {
        var accounts = new JdbcAccountMoveTarget(beans.getBean(Database.class), !wanted.renumbersAccounts());
        accounts.atomically(() -> {
            for (LegacyTable table : tables) {
                long others = table.kind().equals(wanted.system().accounts())
                        ? move(table, source.accounts(table), accounts, moves, report)
                        : move(table, source, RecordResources.named(table.kind().name()), moves, report, beans);
                if (others > 0 && !wanted.adds()) {
                    throw new Stop(String.format(
                            Locale.ROOT,
                            "the target has %,d %s that are not in the old database; --add keeps them",
                            others,
                            table.kind().name()));
                }
            }
            long rejected = moves.values().stream().mapToLong(Move::rejected).sum();
            if (rejected > 0 && !wanted.skipsBad()) {
                throw new Stop(String.format(
                        Locale.ROOT,
                        "%,d rows cannot come over; --mend changes what can be changed, --skip-bad leaves the rest behind",
                        rejected));
            }
            if (wanted.dryRun()) {
                throw new Stop("");
            }
            return moves.size();
        });
    }

    private static <K, R> long move(
            LegacyTable table,
            Iterator<MovedRow<R>> rows,
            MoveTarget<K, R> target,
            Map<LegacyTable, Move<?, ?>> moves,
            MoveReportFile report) {
        var move = new Move<>(target, report.of(table.kind().name()));
        moves.put(table, move);
        return move.run(rows);
    }

    private static <I, D, R> long move(
            LegacyTable table,
            LegacyDatabase source,
            RecordResource<I, D, R> resource,
            Map<LegacyTable, Move<?, ?>> moves,
            MoveReportFile report,
            BeanFactory beans) {
        var reader = new LegacyRecordReader<>(resource);
        return move(
                table,
                source.rows(table, reader::read),
                MoveTarget.of(beans.getBean(resource.catalog()), resource.fields(), resource::idOf),
                moves,
                report);
    }

    private static void tellUnused(Map<LegacyTable, Move<?, ?>> moves, PrintStream err) {
        moves.keySet().stream()
                .filter(table -> !table.unused().isEmpty())
                .forEach(table -> err.println(
                        "migrate-from: columns of " + table.name() + " that have no place here: " + table.unused()));
    }

    private static void writeFigures(
            JsonGenerator json,
            MigrateFromArguments wanted,
            Map<LegacyTable, Move<?, ?>> moves,
            boolean isDone,
            double seconds) {
        json.writeStringProperty("system", wanted.system().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("outcome", !isDone ? "failed" : wanted.dryRun() ? "dry run" : "done");
        json.writeName("tables");
        json.writeStartArray();
        moves.forEach((table, move) -> {
            json.writeStartObject();
            json.writeStringProperty("kind", table.kind().name());
            json.writeStringProperty("table", table.name());
            json.writeNumberProperty("read", move.read());
            json.writeNumberProperty("created", move.created());
            json.writeNumberProperty("changed", move.changed());
            json.writeNumberProperty("unchanged", move.unchanged());
            json.writeNumberProperty("kept", move.different());
            json.writeNumberProperty("rejected", move.rejected());
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeNumberProperty("seconds", seconds);
    }
}
