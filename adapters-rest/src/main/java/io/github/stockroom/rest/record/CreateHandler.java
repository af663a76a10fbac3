package io.github.stockroom.rest.record;

import io.github.stockroom.application.bulk.ValidDetails;
import io.github.stockroom.application.catalog.Catalog;
import io.github.stockroom.application.error.ConflictRetry;
import io.github.stockroom.application.error.FieldConflictException;
import io.github.stockroom.application.idempotency.IdempotentResponses.Extent;
import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.rest.body.PostedBody;
import io.github.stockroom.rest.body.Spool;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.exchange.Idempotency;
import io.github.stockroom.rest.exchange.Preferences;
import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.json.JsonReader;
import io.github.stockroom.rest.json.RecordJson;
import io.github.stockroom.rest.output.OutputWriter;
import io.github.stockroom.rest.output.OutputWriterFactory;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.query.DryRunParameter;
import io.github.stockroom.rest.rows.BodyFormat;
import io.github.stockroom.rest.rows.RecordReader;
import io.github.stockroom.rest.rows.Row;
import io.github.stockroom.rest.rows.RowSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Answers POST to a collection: a JSON object is one record; a JSON array, CSV and NDJSON are many, all or none of
 * which are created. Neither body nor answer is held in memory as a whole. Immutable and thread-safe.
 *
 * @param <D> the part of a record that callers decide
 */
final class CreateHandler<D, R> {

    /** Gateways wait for 30 seconds. */
    private static final Duration TIME = Duration.ofSeconds(25);

    private final Catalog<?, D, R> catalog;
    private final RecordHandler<R> records;
    private final RecordReader<D> format;
    private final Idempotency idempotency;
    private final RecordJson<R> writer;

    CreateHandler(RecordResource<?, D, R> resource, Catalog<?, D, R> catalog, Idempotency idempotency) {
        this.catalog = catalog;
        this.records = new RecordHandler<>(resource.operations().path(), resource.fields(), resource.version());
        this.format = resource.format();
        this.idempotency = idempotency;
        this.writer = new RecordJson<>(resource.fields().all());
    }

    /** 201 with what was created; 204 if a dry run finds nothing wrong. */
    void handle(Exchange http) {
        boolean dryRun = DryRunParameter.parse(http.query(), http.isLenient());
        try (PostedBody body = http.content().posted()) {
            boolean isOne = http.content().has(MediaTypes.JSON) && !body.isArray();
            if (dryRun) {
                check(http, body, isOne);
            } else if (isOne) {
                idempotency.once(http, Extent.ONE_RECORD, () -> records.created(http, catalog.create(one(http, body))));
            } else {
                idempotency.once(
                        http,
                        Extent.MANY_RECORDS,
                        () -> ConflictRetry.run(
                                () -> many(http, body, RowErrors.ofWrite(), details -> create(http, details))));
            }
        }
    }

    private void check(Exchange http, PostedBody body, boolean isOne) {
        if (isOne) {
            one(http, body);
        } else {
            many(http, body, RowErrors.ofDryRun(), details -> details.forEachRemaining(valid -> {}));
        }
        http.status(204).end();
    }

    private D one(Exchange http, PostedBody body) {
        JsonObject object = JsonReader.object(body.bytes(), http.content().recordLimits());
        return format.reader().apply(http.content().known(object, format.members()));
    }

    private void many(Exchange http, PostedBody body, RowErrors errors, Consumer<Iterator<D>> use) {
        RecordReader<D> wanted = http.prefers(Preferences.HANDLING_STRICT) ? format.strict() : format;
        try (InputStream in = body.content().input()) {
            var rows = new RowLines(new TimeLimit<>(
                    rowFormat(http).read(in, wanted, http.content().recordLimits(), source(http)),
                    TIME,
                    System::nanoTime));
            var details = new ValidDetails<Row, D>(
                    rows, row -> wanted.reader().apply(row.members().get()), errors);
            try {
                use.accept(details);
            } catch (FieldConflictException e) {
                long line = e.index().isPresent() ? rows.line(e.index().getAsLong()) : 0;
                throw Problems.fieldConflict(e, line).exception();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void create(Exchange http, Iterator<D> details) {
        if (http.prefers(Preferences.RETURN_MINIMAL)) {
            long count = catalog.createAll(details, created -> {});
            http.status(201).end(MediaTypes.JSON, JsonBytes.object(json -> json.writeNumberProperty("created", count)));
        } else {
            http.prefers(Preferences.RETURN_REPRESENTATION);
            http.status(201).revalidated().end(MediaTypes.JSON, created(http, details));
        }
    }

    /** Written before the end of the transaction: nothing can go wrong any more once the records are stored. */
    private Spool created(Exchange http, Iterator<D> details) {
        Spool response = http.newSpool();
        try {
            OutputWriter<R> array =
                    OutputWriterFactory.<R>jsonArray(writer::write).writer().apply(response.output());
            catalog.createAll(details, array::write);
            array.end();
            return response;
        } catch (RuntimeException | Error e) {
            response.close();
            throw e;
        }
    }

    private static RowSource source(Exchange http) {
        return new RowSource(http.content().charset(), http.prefers(Preferences.HANDLING_LENIENT));
    }

    private static BodyFormat rowFormat(Exchange http) {
        if (http.content().has(MediaTypes.CSV)) {
            return BodyFormat.CSV;
        }
        return http.content().has(MediaTypes.NDJSON) ? BodyFormat.NDJSON : BodyFormat.JSON;
    }
}
