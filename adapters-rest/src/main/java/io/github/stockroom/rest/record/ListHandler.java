package io.github.stockroom.rest.record;

import io.github.stockroom.application.catalog.Catalog;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.Page;
import io.github.stockroom.application.query.Position;
import io.github.stockroom.application.query.Walk;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.application.query.Window.Purpose;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.exchange.Preferences;
import io.github.stockroom.rest.json.RecordJson;
import io.github.stockroom.rest.output.OutputWriterFactory;
import io.github.stockroom.rest.query.ListRequest;
import io.github.stockroom.rest.query.ListRequestParser;
import io.github.stockroom.rest.query.QueryString;
import io.github.stockroom.rest.request.RestSettings;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Answers lists as bare arrays, or as files of CSV or NDJSON; everything about the page goes into header fields. A list
 * without {@code limit} is the whole result, streamed in constant memory. Immutable and thread-safe.
 */
final class ListHandler<R> {

    private static final int CHUNK = 1_000;
    private static final Set<String> PLACE = Set.of("cursor", "offset");

    private final String path;
    private final String name;
    private final ListRequestParser<R> parser;
    private final RecordJson<R> wholeRecord;
    private final RestSettings settings;

    /**
     * @param path of the collection, without a slash at the end
     * @param name of the resource in file names
     * @param version of a record
     */
    ListHandler(String path, String name, Fields<R> fields, ToLongFunction<R> version, RestSettings settings) {
        this.path = path;
        this.name = name;
        this.parser = new ListRequestParser<>(path, fields, version);
        this.wholeRecord = new RecordJson<>(fields.all());
        this.settings = settings;
    }

    /** 200 with what the query string asks for. */
    void handle(Exchange http, Catalog<?, ?, R> catalog) {
        http.refuseRangeOfRecords();
        QueryString parameters = http.query();
        ListRepresentation format = parameters
                .first("format")
                .flatMap(ListRepresentation::exportNamed)
                .orElseGet(() -> ListRepresentation.of(http.accepted(ListRepresentation.TYPES)));
        ListRequest<R> wanted = parser.parse(parameters, http.isLenient(), format == ListRepresentation.CSV);
        try {
            send(http, parameters, wanted, format, catalog);
        } catch (TemporarilyUnavailableException e) {
            throw e.reason() == Reason.TIMEOUT && !http.isCommitted() ? SlowQuery.explained(wanted.query(), e) : e;
        }
    }

    private void send(
            Exchange http,
            QueryString parameters,
            ListRequest<R> wanted,
            ListRepresentation format,
            Catalog<?, ?, R> catalog) {
        http.revalidated();
        if (http.prefers(Preferences.COUNT_EXACT)) {
            http.header("X-Total-Count", Long.toString(catalog.count(wanted.query())));
        }
        if (format.isExport()) {
            http.header("Content-Disposition", "attachment; filename=\"" + format.fileName(name) + "\"");
        }
        OutputWriterFactory<R> output = format.output(wholeRecord.of(wanted.shown()), wanted.csv());
        if (wanted.limit() != null) {
            StreamedResponse.send(http, output, page(http, parameters, wanted, format, catalog, wanted.limit()));
            return;
        }
        try (Walk<R> everything = everything(http, parameters, wanted, format, catalog)) {
            StreamedResponse.send(http, output, everything);
        }
    }

    private Iterator<List<R>> page(
            Exchange http,
            QueryString parameters,
            ListRequest<R> wanted,
            ListRepresentation format,
            Catalog<?, ?, R> catalog,
            int limit) {
        Page<R> page = catalog.list(wanted.query(), window(wanted, format, limit));
        link(http, parameters, wanted, page.next());
        return List.of(page.items()).iterator();
    }

    private Walk<R> everything(
            Exchange http,
            QueryString parameters,
            ListRequest<R> wanted,
            ListRepresentation format,
            Catalog<?, ?, R> catalog) {
        http.acquireStream();
        Window all = window(wanted, format, CHUNK);
        Position end = settings.maxRows() == 0 ? null : cut(http, parameters, wanted, all, catalog);
        return catalog.walk(wanted.query(), all.through(end));
    }

    /**
     * Returns the position at which a list that is too long ends; null if it is short enough. Decided before the first
     * byte, because a header field announces it.
     */
    private @Nullable Position cut(
            Exchange http, QueryString parameters, ListRequest<R> wanted, Window all, Catalog<?, ?, R> catalog) {
        Window last = all.withLimit(1).withOffset(wanted.offset() + settings.maxRows() - 1);
        Position end = catalog.list(wanted.query(), last).next();
        if (end != null) {
            http.header("Stockroom-Truncated", "true");
            link(http, parameters, wanted, end);
        }
        return end;
    }

    private static <R> Window window(ListRequest<R> wanted, ListRepresentation format, int limit) {
        Purpose purpose =
                format.isExport() ? Purpose.EXPORT : wanted.limit() == null ? Purpose.WHOLE_LIST : Purpose.PAGE;
        return new Window(limit, wanted.offset(), wanted.after(), null, purpose);
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
}
