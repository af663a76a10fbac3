package io.github.stockroom.rest.rows;

import io.github.stockroom.rest.json.RecordLimits;
import io.github.stockroom.rest.json.UnreadableException;
import java.io.InputStream;

/**
 * The formats of a body with many records. All are UTF-8, with or without a byte order mark; CSV may be declared to be
 * in another character set.
 */
public enum BodyFormat {
    /** RFC 8259, one array of objects, at most {@value JsonRows#MAX_ROWS}. */
    JSON {
        @Override
        public Rows read(InputStream in, RecordReader<?> format, RecordLimits limits, RowSource source) {
            return new JsonRows(in, limits);
        }
    },
    /** RFC 4180 with a header of field names, separated by commas, semicolons or tabs. An empty cell is no value. */
    CSV {
        @Override
        public Rows read(InputStream in, RecordReader<?> format, RecordLimits limits, RowSource source) {
            return new CsvRows(in, format, limits, source);
        }
    },
    /** One JSON object a line; blank lines mean nothing. */
    NDJSON {
        @Override
        public Rows read(InputStream in, RecordReader<?> format, RecordLimits limits, RowSource source) {
            return new NdjsonRows(in, limits);
        }
    };

    /** The number of records that {@link #JSON} may bring; the others are limited by bytes only. */
    public static final int MAX_JSON_ROWS = JsonRows.MAX_ROWS;

    /**
     * Reads on as rows are asked for; closes nothing. Holds one row at a time, within the limits.
     *
     * @return throws, as this method may, {@link UnreadableException} when it is not this format
     */
    public abstract Rows read(InputStream in, RecordReader<?> format, RecordLimits limits, RowSource source);
}
