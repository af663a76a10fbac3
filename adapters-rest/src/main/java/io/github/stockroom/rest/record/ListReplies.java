package io.github.stockroom.rest.record;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.Listing;
import io.github.stockroom.application.query.Page;
import io.github.stockroom.application.query.Pages;
import io.github.stockroom.application.query.Position;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.rest.http.Exchange;
import io.github.stockroom.rest.http.MediaTypes;
import io.github.stockroom.rest.http.Preferences;
import io.github.stockroom.rest.http.RestSettings;
import io.github.stockroom.rest.json.RecordJson;
import io.github.stockroom.rest.query.ListRequest;
import io.github.stockroom.rest.query.ListRequestParser;
import io.github.stockroom.rest.query.QueryString;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.core.JsonGenerator;

/**
 * Answers lists as bare arrays; everything about the page goes into header fields. A list without {@code limit} is the whole
 * result, streamed in constant memory: no chunk is read before the client took the one before, and a slow client holds no
 * database connection. Immutable and thread-safe.
 */
public final class ListReplies<R> {

    private static final int CHUNK = 1_000;
    private static final Set<String> PLACE = Set.of("cursor", "offset");

    private final String path;
    private final ListRequestParser<R> parser;
    private final RestSettings settings;

    /** @param path of the collection, without a slash at the end */
    public ListReplies(String path, Fields<R> fields, RestSettings settings) {
        this.path = path;
        this.parser = new ListRequestParser<>(path, fields);
        this.settings = settings;
    }

    /** 200 with what the query string asks for. */
    public void reply(Exchange http, Listing<R> listing, ToLongFunction<Query<R>> count) {
        http.requireAccepts(MediaType.APPLICATION_JSON);
        QueryString parameters = http.query();
        ListRequest<R> wanted = parser.parse(parameters, http.isLenient());
        http.revalidated();
        if (http.prefers(Preferences.COUNT_EXACT)) {
            http.header("X-Total-Count", Long.toString(count.applyAsLong(wanted.query())));
        }
        if (wanted.limit() == null) {
            everything(http, parameters, wanted, listing);
        } else {
            page(http, parameters, wanted, listing, wanted.limit());
        }
    }

    private void page(Exchange http, QueryString parameters, ListRequest<R> wanted, Listing<R> listing, int limit) {
        Page<R> page = listing.list(wanted.query(), window(wanted, limit));
        link(http, parameters, wanted, page.next());
        write(http, wanted.shown(), page, List.<Page<R>>of().iterator());
    }

    private void everything(Exchange http, QueryString parameters, ListRequest<R> wanted, Listing<R> listing) {
        Position end = settings.maxRows() == 0 ? null : cut(http, parameters, wanted, listing);
        var pages = new Pages<>(listing, wanted.query(), window(wanted, CHUNK).through(end));
        write(http, wanted.shown(), pages.next(), pages);
    }

    /** Where a list that is too long is to end; decided before the first byte, since it shows in the header. */
    private @Nullable Position cut(Exchange http, QueryString parameters, ListRequest<R> wanted, Listing<R> listing) {
        Window last = window(wanted, 1).withOffset(wanted.offset() + settings.maxRows() - 1);
        Position end = listing.list(wanted.query(), last).next();
        if (end != null) {
            http.header("Stockroom-Truncated", "true");
            link(http, parameters, wanted, end);
        }
        return end;
    }

    private static <R> Window window(ListRequest<R> wanted, int limit) {
        return new Window(limit, wanted.offset(), wanted.after(), null, false);
    }

    /** RFC 8288, absolute: a browser would resolve a relative one against the page that shows it. */
    private void link(Exchange http, QueryString parameters, ListRequest<R> wanted, @Nullable Position next) {
        QueryString first = parameters.without(PLACE);
        String url = http.baseUrl() + path;
        String links = "<" + url + first + ">; rel=\"first\"";
        if (next != null) {
            links += ", <" + url + first.with("cursor", parser.cursor(wanted.query(), next)) + ">; rel=\"next\"";
        }
        http.header("Link", links);
    }

    private void write(Exchange http, List<Field<R, ?>> shown, Page<R> first, Iterator<Page<R>> rest) {
        var writer = new RecordJson<R>(shown);
        if (first.next() == null || !rest.hasNext()) {
            var bytes = new ByteArrayOutputStream(64 + 64 * first.items().size());
            array(bytes, writer, first, rest);
            http.end(MediaTypes.JSON, bytes.toByteArray());
            return;
        }
        OutputStream out = http.stream(MediaTypes.JSON);
        if (!http.isHead()) {
            array(out, writer, first, rest);
        }
    }

    private static <R> void array(OutputStream out, RecordJson<R> writer, Page<R> first, Iterator<Page<R>> rest) {
        // Not closed when reading fails half-way: a closing bracket would make a torn list look whole.
        JsonGenerator json = RecordJson.generator(out);
        json.writeStartArray();
        first.items().forEach(item -> writer.write(json, item));
        while (rest.hasNext()) {
            rest.next().items().forEach(item -> writer.write(json, item));
        }
        json.writeEndArray();
        json.close();
    }
}
