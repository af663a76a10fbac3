package io.github.stockroom.rest.rows;

import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.json.RecordBudget;
import io.github.stockroom.rest.json.RecordLimits;
import java.io.InputStream;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

final class CsvRows implements Rows {

    private final SourceText text;
    private final RecordBudget budget;
    private final CsvScanner scanner;
    private final CsvHeader header;
    private CsvScanner.@Nullable Cells next;
    private long index;

    CsvRows(InputStream in, RecordReader<?> format, RecordLimits limits, RowSource source) {
        text = new SourceText(in, source.charset());
        budget = new RecordBudget(limits);
        scanner = new CsvScanner(text, budget);
        header = CsvHeader.read(scanner, format, limits, source.skipsUnknownColumns());
        budget.startRecord();
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            next = scanner.record(header.separator());
            budget.startRecord(); // the next one has not been read yet
            if (next == null) {
                return false;
            }
            if (next.cells().stream().allMatch(cell -> cell == null)) {
                next = null; // spreadsheets leave rows of separators behind
            }
        }
        return true;
    }

    @Override
    public Row next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        CsvScanner.Cells cells = next;
        next = null;
        return new Row(index++, cells.line(), () -> object(cells), cells::source);
    }

    @Override
    public byte[] head() {
        byte[] mark = text.mark();
        byte[] names = SourceText.bytes(header.source(), text.charset());
        byte[] head = new byte[mark.length + names.length];
        System.arraycopy(mark, 0, head, 0, mark.length);
        System.arraycopy(names, 0, head, mark.length, names.length);
        return head;
    }

    @Override
    public byte[] bytes(Row row) {
        return SourceText.bytes(row.text().get(), text.charset());
    }

    private JsonObject object(CsvScanner.Cells cells) {
        BrokenLine.refuse(cells.source(), text.charset());
        return header.object(cells.cells());
    }
}
