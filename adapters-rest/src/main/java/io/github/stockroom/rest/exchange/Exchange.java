package io.github.stockroom.rest.exchange;

import io.github.stockroom.application.apikey.ApiKeyCaller;
import io.github.stockroom.application.idempotency.StoredResponse;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.apikey.ApiKeyId;
import io.github.stockroom.operations.Operation;
import io.github.stockroom.operations.QueryPolicy;
import io.github.stockroom.rest.body.BodySpace;
import io.github.stockroom.rest.body.RequestBody;
import io.github.stockroom.rest.body.Spool;
import io.github.stockroom.rest.body.Transfer;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.query.Parameters;
import io.github.stockroom.rest.query.QueryString;
import io.github.stockroom.rest.request.BearerTokens;
import io.github.stockroom.rest.request.Callers;
import io.github.stockroom.rest.request.Proxies;
import io.github.stockroom.rest.request.RequestIdentity;
import io.github.stockroom.rest.request.RequestedOperation;
import io.github.stockroom.rest.request.RestSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * One request and its response, in the terms of this service's contract. A handler answers through it. Belongs to the
 * thread that serves the request.
 */
public final class Exchange implements AutoCloseable {

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final ClientResponse toClient;
    private Response answer;
    private final RestSettings settings;
    private final Proxies proxies;
    private final BodySpace space;
    private final Preferences preferences;
    private final Caller caller;
    private final List<String> applied = new ArrayList<>(1);
    private boolean ofOneCaller;

    public Exchange(
            HttpServletRequest request,
            HttpServletResponse response,
            RestSettings settings,
            Proxies proxies,
            Transfer transfer) {
        this.request = request;
        this.response = response;
        this.toClient = new ClientResponse(request, response, proxies, transfer.streams());
        this.answer = toClient;
        this.settings = settings;
        this.space = transfer.space();
        this.proxies = proxies;
        this.preferences = new Preferences(request);
        this.caller = Callers.of(request);
    }

    public boolean isHead() {
        return request.getMethod().equals("HEAD");
    }

    /** Returns true if a part of the response may have been sent already, so that its status can no longer change. */
    public boolean isCommitted() {
        return response.isCommitted();
    }

    /** @throws io.github.stockroom.rest.problem.ProblemException 400 when it is not UTF-8 or wrongly encoded */
    public QueryString query() {
        return QueryString.parse(request.getQueryString());
    }

    /** Scheme and authority that lead a client back here, without a slash at the end. */
    public String baseUrl() {
        return proxies.baseUrl(request);
    }

    public Caller caller() {
        return caller;
    }

    /**
     * @throws IllegalStateException when the caller is anonymous: the table of operations admits only callers who
     *     signed in
     */
    public Caller.SignedIn signedIn() {
        if (caller instanceof Caller.SignedIn known) {
            return known;
        }
        throw new IllegalStateException("this operation is open to callers without an account");
    }

    /** Returns the API key that the caller came with; empty if there was none. */
    public Optional<ApiKeyId> apiKey() {
        return Callers.keyOf(request).map(ApiKeyCaller::key);
    }

    /**
     * The token that came along, good or not; an empty one where a scheme stands alone.
     *
     * @throws io.github.stockroom.rest.problem.ProblemException 400 when there are two
     */
    public Optional<String> token() {
        return BearerTokens.find(request);
    }

    /** The name of this request in responses and logs. */
    public String requestId() {
        return RequestIdentity.id(request);
    }

    /** The network address of the client, as trusted proxies tell it. */
    public String clientAddress() {
        return proxies.clientAddress(request);
    }

    /** Returns what stands in the path of this request for the variable of the operation; empty when there is none. */
    public String variable() {
        return RequestedOperation.variableOf(request);
    }

    /**
     * Refuses what the operation does not take, before its handler runs. Where an operation offers several media types,
     * its handler chooses among them.
     *
     * @throws io.github.stockroom.rest.problem.ProblemException 400 for a part of a record, 415 for the media type of
     *     the body, 406 for {@code Accept}, 400 for query parameters, in this order
     */
    public void check(Operation operation) {
        PartsOfRecords.refuseContentRange(request);
        RequestBody.requireType(request, operation.consumes());
        if (operation.produces().size() == 1) {
            accepted(operation.produces());
        }
        if (operation.query() == QueryPolicy.REFUSED) {
            Parameters.refuseAll(query(), isLenient());
        }
    }

    /**
     * Refuses a range of anything but bytes: a client that asks for ten records must not take the whole list for them.
     * Ranges of bytes are ignored, so that a download goes on with the whole (RFC 9110, 14.2).
     *
     * @throws io.github.stockroom.rest.problem.ProblemException 400
     */
    public void refuseRangeOfRecords() {
        PartsOfRecords.refuseRange(request);
    }

    /**
     * The one of these media types that the client prefers; the first if it does not care.
     *
     * @throws io.github.stockroom.rest.problem.ProblemException 406 when it takes none
     */
    public String accepted(List<String> offered) {
        return bestOf(offered)
                .orElseThrow(
                        () -> Problems.notAcceptable(String.join(", ", offered)).exception());
    }

    /** Returns the type that the client likes best, the first of equal ones; empty if it takes none. */
    public Optional<String> bestOf(List<String> offered) {
        return AcceptHeader.best(offered, request);
    }

    /** Returns true if unknown query parameters are passed over. */
    public boolean isLenient() {
        return prefers(Preferences.HANDLING_LENIENT) || settings.ignoreUnknownParameters();
    }

    /** Returns the content of the request. */
    public RequestContent content() {
        return new RequestContent(request, response, settings, () -> prefers(Preferences.HANDLING_STRICT));
    }

    /**
     * Returns the precondition under which the client wants to change a record.
     *
     * @throws io.github.stockroom.rest.problem.ProblemException 400 when a tag is not one; the precondition itself
     *     throws 428 where {@code If-Match} is required and absent
     */
    public Precondition precondition() {
        Precondition precondition = EntityTags.precondition(request);
        if (settings.requireIfMatch() && request.getHeader("If-Match") == null) {
            return version -> {
                throw Problems.preconditionRequired().exception();
            };
        }
        return precondition;
    }

    /**
     * Returns true if 304 is the answer to a GET or HEAD of this version; names the entity tag by which the client
     * holds it.
     */
    public boolean isHeldByClient(long version) {
        String tag = EntityTags.heldByClient(request, version);
        if (tag != null) {
            header("ETag", tag);
        }
        return tag != null;
    }

    /**
     * Returns true if the client prefers this (a constant of {@link Preferences}); if so, the response says that it
     * applied.
     */
    public boolean prefers(String preference) {
        boolean wanted = preferences.has(preference);
        if (wanted && !applied.contains(preference)) {
            applied.add(preference);
        }
        return wanted;
    }

    public Exchange status(int status) {
        answer.status(status);
        return this;
    }

    public Exchange header(String name, String value) {
        answer.header(name, value);
        return this;
    }

    /** Lets caches keep the answer and ask each time whether it still holds (RFC 9111, 5.2.2.4). */
    public Exchange revalidated() {
        return ofOneCaller
                ? this
                : header("Cache-Control", caller == Caller.ANONYMOUS ? "no-cache" : "private, no-cache");
    }

    /** Forbids browsers and caches to keep the response. */
    public Exchange notStored() {
        return header("Cache-Control", "no-store");
    }

    /**
     * Says that another caller would have got another answer, and forbids to keep it. A cache that holds the answers
     * of several callers names the entity tags of all of them (RFC 9111, 4.3.1), and the same version of another
     * caller's answer would match.
     */
    public Exchange dependsOnCaller() {
        ofOneCaller = true;
        return header("Vary", CommonHeaders.VARY + ", Authorization, X-Api-Key").notStored();
    }

    public Exchange entityTag(long version) {
        return header("ETag", EntityTags.of(version));
    }

    /** Ends the response without a body. */
    public void end() {
        writePreferences();
    }

    /** Ends the response with this body, or, for HEAD, as if with it. */
    public void end(String contentType, byte[] body) {
        start(contentType);
        try {
            answer.end(body);
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    /** Ends the response with this body, which is closed when it has been sent. */
    public void end(String contentType, Spool body) {
        start(contentType);
        answer.end(body);
    }

    /** Returns a spool among the bodies of this client; the caller closes it or ends the response with it. */
    public Spool newSpool() {
        return new Spool(space, clientAddress());
    }

    /** Takes the permit for {@link #stream} before there is any work done for it, and throws as that does. */
    public void acquireStream() {
        toClient.acquirePermit();
    }

    /**
     * Starts a body of unknown length.
     *
     * @throws io.github.stockroom.rest.problem.ProblemException 503 when too many are being sent
     */
    public OutputStream stream(String contentType) {
        start(contentType);
        try {
            return answer.stream();
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    /** Gives back what a long response took. */
    @Override
    public void close() {
        toClient.close();
    }

    private void start(String contentType) {
        writePreferences();
        answer.header("Content-Type", contentType);
    }

    /** @throws io.github.stockroom.rest.problem.ProblemException 400 when it is none */
    Optional<String> idempotencyKey() {
        return IdempotencyKey.of(request);
    }

    /** Method and path, which keys are told apart by. */
    String target() {
        return request.getMethod() + "\n" + request.getRequestURI();
    }

    /** Returns a digest that tells this request, sent under a key, from others. */
    String fingerprint() {
        return RequestBody.fingerprint(request, response);
    }

    /** Runs the action and returns its response, which the client does not get yet. */
    StoredResponse recorded(Runnable action, Consumer<byte[]> body) {
        var recording = new RecordedResponse(body);
        answer = recording;
        try {
            action.run();
        } finally {
            answer = toClient;
        }
        return recording.finished(fingerprint());
    }

    /**
     * Answers what was recorded.
     *
     * @param body its parts by their number
     */
    void send(StoredResponse stored, IntFunction<Optional<byte[]>> body) {
        toClient.replay(stored, body, newSpool());
    }

    private void writePreferences() {
        if (!applied.isEmpty()) {
            answer.header("Preference-Applied", String.join(", ", applied));
        }
    }
}
