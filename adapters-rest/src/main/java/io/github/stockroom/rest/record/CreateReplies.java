package io.github.stockroom.rest.record;

import io.github.stockroom.application.bulk.Drafts;
import io.github.stockroom.application.error.ConflictRetry;
import io.github.stockroom.application.idempotency.IdempotentReplies.Extent;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.rest.http.Exchange;
import io.github.stockroom.rest.http.Idempotency;
import io.github.stockroom.rest.http.MediaTypes;
import io.github.stockroom.rest.http.PostedBody;
import io.github.stockroom.rest.http.Preferences;
import io.github.stockroom.rest.http.Spool;
import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.json.JsonReader;
import io.github.stockroom.rest.json.RecordJson;
import io.github.stockroom.rest.output.OutputFormat;
import io.github.stockroom.rest.output.OutputWriter;
import io.github.stockroom.rest.rows.RecordFormat;
import io.github.stockroom.rest.rows.Row;
import io.github.stockroom.rest.rows.RowFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.http.MediaType;

/**
 * Answers POST to a collection: a JSON object is one record; a JSON array, CSV and NDJSON are many, all or none of which are
 * created. Neither body nor answer is held in memory as a whole. Immutable and thread-safe.
 *
 * @param <D> what callers decide about a record
 */
public final class CreateReplies<D, R> {

    /** Gateways wait for 30 seconds. */
    private static final Duration TIME = Duration.ofSeconds(25);

    private final RecordReplies<R> records;
    private final RecordFormat<D> format;
    private final Idempotency idempotency;
    private final RecordJson<R> writer;

    /** Creates all records or none, and passes each on; returns how many. */
    @FunctionalInterface
    public interface CreateAll<D, R> {

        long apply(Iterator<D> details, Consumer<? super R> created);
    }

    public CreateReplies(RecordReplies<R> records, Fields<R> fields, RecordFormat<D> format, Idempotency idempotency) {
        this.records = records;
        this.format = format;
        this.idempotency = idempotency;
        this.writer = new RecordJson<>(fields.all());
    }

    /** 201 with what was created. */
    public void reply(Exchange http, Function<JsonObject, R> create, CreateAll<D, R> createAll) {
        http.requireAccepts(MediaType.APPLICATION_JSON);
        http.requireNoParameters();
        try (PostedBody body = http.posted()) {
            if (http.hasContent(MediaTypes.JSON) && !body.isArray()) {
                idempotency.once(http, Extent.ONE_RECORD, () -> {
                    JsonObject object = JsonReader.object(body.bytes(), http.recordLimits());
                    records.created(http, create.apply(http.known(object, format.members())));
                });
            } else {
                idempotency.once(http, Extent.MANY_RECORDS, () -> ConflictRetry.run(() -> many(http, body, createAll)));
            }
        }
    }

    private void many(Exchange http, PostedBody body, CreateAll<D, R> createAll) {
        RecordFormat<D> wanted = http.prefers(Preferences.HANDLING_STRICT) ? format.strict() : format;
        try (InputStream in = body.content().input()) {
            Iterator<Row> rows =
                    new TimeLimit<>(rowFormat(http).read(in, wanted, http.recordLimits()), TIME, System::nanoTime);
            var details = new Drafts<Row, D>(
                    rows, row -> wanted.reader().apply(row.members().get()), new RowErrors());
            if (http.prefers(Preferences.RETURN_MINIMAL)) {
                long count = createAll.apply(details, created -> {});
                http.status(201)
                        .end(MediaTypes.JSON, JsonBytes.object(json -> json.writeNumberProperty("created", count)));
            } else {
                http.prefers(Preferences.RETURN_REPRESENTATION);
                http.status(201).revalidated().end(MediaTypes.JSON, created(http, details, createAll));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Written before the end of the transaction: nothing can go wrong any more once the records are stored. */
    private Spool created(Exchange http, Iterator<D> details, CreateAll<D, R> createAll) {
        Spool reply = http.newSpool();
        try {
            OutputWriter<R> array =
                    OutputFormat.<R>jsonArray(writer::write).writer().apply(reply.output());
            createAll.apply(details, array::write);
            array.end();
            return reply;
        } catch (RuntimeException | Error e) {
            reply.close();
            throw e;
        }
    }

    private static RowFormat rowFormat(Exchange http) {
        if (http.hasContent(MediaTypes.CSV)) {
            return RowFormat.CSV;
        }
        return http.hasContent(MediaTypes.NDJSON) ? RowFormat.NDJSON : RowFormat.JSON;
    }
}
