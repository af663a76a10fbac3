package io.github.stockroom.rest.query;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Position;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.rest.output.CsvOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client's request for the records of a collection.
 *
 * @param shown the fields to show, in declared order
 * @param limit the size of the page; null for everything
 * @param offset how many records to pass over; 0 with a cursor
 * @param after where the cursor points; null without one
 * @param csv how CSV is written, if the answer is CSV
 */
public record ListRequest<R>(
        Query<R> query,
        List<Field<R, ?>> shown,
        @Nullable Integer limit,
        int offset,
        @Nullable Position after,
        CsvOptions csv) {}
