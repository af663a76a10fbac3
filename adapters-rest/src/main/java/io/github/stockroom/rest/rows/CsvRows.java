package io.github.stockroom.rest.rows;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.FieldModifier;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.json.RecordBudget;
import io.github.stockroom.rest.json.RecordLimits;
import io.github.stockroom.rest.json.UnreadableException;
import io.github.stockroom.rest.json.Utf8;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class CsvRows implements Iterator<Row> {

    /** Stands for a pair of quotes with nothing in between: empty text and not null. Nothing else can be this. */
    private static final String EMPTY_TEXT = "\0";

    /** Sees each cell as it is read. */
    private final class Cells implements FieldModifier {

        @Override
        public String modify(long line, int column, boolean quoted, String cell) {
            budget.addMember();
            if (cell.equals(EMPTY_TEXT)) {
                return EMPTY_TEXT + EMPTY_TEXT; // refused as well
            }
            return quoted && cell.isEmpty() ? EMPTY_TEXT : cell;
        }
    }

    private final RecordBudget budget;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> header;
    private long index;

    CsvRows(InputStream in, RecordFormat<?> format, RecordLimits limits) {
        budget = new RecordBudget(limits);
        records = CsvReader.builder()
                .allowUnclosedQuote(false)
                .maxBufferSize(RecordLimits.MAX_TEXT)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(
                        CsvRecordHandler.of(
                                handler -> handler.fieldModifier(new Cells()).maxFields(limits.maxMembers())),
                        budget.counting(Utf8.reader(in)))
                .iterator();
        if (!hasNext()) {
            throw new UnreadableException("empty-body", "Empty body", "CSV starts with a row of field names.");
        }
        CsvRecord first = record();
        header = List.copyOf(first.getFields());
        check(first.getStartingLineNumber(), format);
    }

    @Override
    public boolean hasNext() {
        return reading(records::hasNext);
    }

    @Override
    public Row next() {
        CsvRecord cells = record();
        return new Row(index++, cells.getStartingLineNumber(), () -> object(cells), () -> text(cells));
    }

    private CsvRecord record() {
        CsvRecord cells = reading(records::next);
        budget.startRecord(); // the next one has not been read yet
        return cells;
    }

    private void check(long line, RecordFormat<?> format) {
        List<Violation> wrong = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!format.members().contains(name)) {
                wrong.add(Violation.of("unknown", "There is no such field.").at(name));
            } else if (!seen.add(name)) {
                wrong.add(
                        Violation.of("duplicate", "This column is there twice.").at(name));
            }
        }
        format.required().stream()
                .filter(name -> !seen.contains(name))
                .sorted()
                .forEach(name -> wrong.add(
                        Violation.of("required", "This column is required.").at(name)));
        if (!wrong.isEmpty()) {
            throw new UnreadableException(
                            "invalid-columns", "Invalid columns", "The first row does not name the fields.")
                    .at(line, wrong);
        }
    }

    private JsonObject object(CsvRecord cells) {
        int count = cells.getFieldCount();
        if (count != header.size()) {
            throw new ValidationException(Violation.of(
                    "cells",
                    "This row has " + count + " cells and the first one " + header.size() + ".",
                    "columns",
                    header.size()));
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String cell = cells.getField(i);
            if (!cell.isEmpty()) {
                members.put(header.get(i), cell.equals(EMPTY_TEXT) ? "" : cell);
            }
        }
        return JsonObject.of(members);
    }

    private static String text(CsvRecord cells) {
        var text = new StringWriter();
        CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(text)
                .writeRecord(cells.getFields().stream()
                        .map(cell -> cell.equals(EMPTY_TEXT) ? "" : cell)
                        .toList());
        return text.toString().stripTrailing();
    }

    private static <T> T reading(Supplier<T> step) {
        try {
            return step.get();
        } catch (CsvParseException e) {
            if (e.getCause() instanceof UnreadableException unreadable) {
                throw unreadable; // of the budget
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new UnreadableException(
                    "malformed-csv", "Malformed CSV", "The text is not CSV: " + e.getMessage() + ".");
        } catch (UncheckedIOException e) {
            throw Utf8.translated(e);
        }
    }
}
