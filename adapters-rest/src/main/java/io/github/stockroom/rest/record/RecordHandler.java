package io.github.stockroom.rest.record;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.exchange.Preferences;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.json.RecordJson;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemError;
import io.github.stockroom.rest.query.FieldsParameter;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** Answers about one record: status, entity tag, location, projection, preferences. Immutable and thread-safe. */
public final class RecordHandler<R> {

    private final String path;
    private final Fields<R> fields;
    private final ToLongFunction<R> version;
    private final RecordJson<R> wholeRecord;
    private final Set<String> members;
    private final FieldsParameter<R> selection;

    /** @param path of the collection, without a slash at the end */
    public RecordHandler(String path, Fields<R> fields, ToLongFunction<R> version) {
        this.path = path;
        this.fields = fields;
        this.version = version;
        this.selection = new FieldsParameter<>(fields, version);
        this.wholeRecord = new RecordJson<>(fields.all());
        this.members = fields.all().stream().map(Field::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Reads the body of a write, and leaves parsing it for when it is asked for. */
    public Supplier<JsonObject> body(Exchange http) {
        return http.content().body(members);
    }

    /** The same for a write to one record, whose id the body may repeat but not change. */
    public Supplier<JsonObject> body(Exchange http, String id) {
        Supplier<JsonObject> body = body(http);
        return () -> {
            JsonObject object = body.get();
            if (!object.mayBe(fields.id(), id)) {
                throw Problem.badRequest("id-mismatch", "Id mismatch", "The body has another id than the URL.")
                        .withErrors(List.of(ProblemError.inBody(Violation.of("id-mismatch", "Not the id in the URL.")
                                .at(fields.id().name()))))
                        .exception();
            }
            return object;
        };
    }

    /** The fields that a read is to show. */
    public List<Field<R, ?>> shown(Exchange http) {
        return selection.parse(http.query(), http.isLenient());
    }

    /** 200, or 304 if the client holds this version already. */
    public void found(Exchange http, List<Field<R, ?>> shown, R item) {
        long current = version.applyAsLong(item);
        http.entityTag(current).revalidated();
        if (http.isHeldByClient(current)) {
            http.status(304).end();
        } else {
            http.end(MediaTypes.JSON, json(wholeRecord.of(shown), item));
        }
    }

    /** 201 with the way back to the record. */
    public void created(Exchange http, R item) {
        http.status(201).header("Location", http.baseUrl() + path + "/" + idOf(item));
        representation(http, item);
    }

    /** 200, or 204 if the client prefers no body. */
    public void changed(Exchange http, R item) {
        http.status(http.prefers(Preferences.RETURN_MINIMAL) ? 204 : 200);
        representation(http, item);
    }

    /** 204. */
    public void deleted(Exchange http) {
        http.prefers(Preferences.RETURN_MINIMAL);
        http.status(204).end();
    }

    private void representation(Exchange http, R item) {
        http.entityTag(version.applyAsLong(item));
        if (http.prefers(Preferences.RETURN_MINIMAL)) {
            http.end();
        } else {
            http.prefers(Preferences.RETURN_REPRESENTATION);
            http.revalidated().end(MediaTypes.JSON, json(wholeRecord, item));
        }
    }

    private String idOf(R item) {
        Object id = fields.id().valueOf(item);
        if (id == null) {
            throw new IllegalStateException("a stored record has an id");
        }
        return fields.id().type().format(id);
    }

    private static <R> byte[] json(RecordJson<R> writer, R item) {
        var bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = RecordJson.generator(bytes)) {
            writer.write(json, item);
        }
        return bytes.toByteArray();
    }
}
