package io.github.stockroom.rest.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import io.github.stockroom.application.query.Field;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4180 with a header row. Quotes stand only where they are needed: nothing between two separators is null, a pair
 * of quotes is empty text. Where null would leave the line empty, which readers take for no record, it is written as
 * empty text.
 */
final class CsvOutputWriter<R> implements OutputWriter<R> {

    /** The characters that spreadsheets take for the start of a formula, those of full width in East Asia included. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final CsvWriter csv;
    private final List<Field<R, ?>> fields;
    private final boolean safe;

    CsvOutputWriter(OutputStream out, List<Field<R, ?>> fields, CsvOptions options) {
        if (options.mark()) {
            writeMark(out);
        }
        this.csv = CsvWriter.builder()
                .fieldSeparator(options.separator())
                .quoteStrategy(new QuoteStrategy() {
                    @Override
                    public boolean quoteEmpty(int line, int column) {
                        return true;
                    }

                    @Override
                    public boolean quoteNull(int line, int column) {
                        return fields.size() == 1;
                    }
                })
                .commentCharacter('\0') // there are no comments; any other would be quoted at the start of a line
                .build(out, StandardCharsets.UTF_8);
        this.fields = fields;
        this.safe = options.safe();
        csv.writeRecord(fields.stream().map(Field::name).toList());
    }

    @Override
    public void write(R row) {
        var line = csv.writeRecord();
        for (Field<R, ?> field : fields) {
            line.writeField(cell(field.valueOf(row), field));
        }
        line.endRecord();
    }

    @Override
    public void end() {
        try {
            csv.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeMark(OutputStream out) {
        try {
            out.write(BYTE_ORDER_MARK.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable String cell(@Nullable Object value, Field<R, ?> field) {
        String text = value == null ? null : field.type().format(value);
        return safe && text != null && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : text;
    }
}
