package io.github.stockroom.rest.exchange;

import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.rest.body.PostedBody;
import io.github.stockroom.rest.body.RequestBody;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.json.JsonReader;
import io.github.stockroom.rest.json.RecordLimits;
import io.github.stockroom.rest.query.FormReader;
import io.github.stockroom.rest.request.RestSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.http.MediaType;

/** The content of a request, within the limits of the service. Belongs to the thread that serves the request. */
public final class RequestContent {

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final RestSettings settings;
    private final BooleanSupplier strict;

    /** @param strict asked whether the client wants unknown members to be refused */
    RequestContent(
            HttpServletRequest request, HttpServletResponse response, RestSettings settings, BooleanSupplier strict) {
        this.request = request;
        this.response = response;
        this.settings = settings;
        this.strict = strict;
    }

    /**
     * Reads the whole body now and leaves parsing for later: what a record and its version have to say comes before
     * what is wrong with the new content. JSON, or a form where the operation takes one.
     *
     * @param members the members that mean something; under {@code Prefer: handling=strict} others are refused
     * @throws io.github.stockroom.rest.problem.ProblemException 413, 415, or 400 when the client stops half-way
     */
    public Supplier<JsonObject> body(Set<String> members) {
        return body(members, RequestBody.MAX_RECORD_BYTES);
    }

    /**
     * Reads the body as {@link #body} does, but within the limit for credentials and new accounts, which clients
     * without an account may send.
     */
    public Supplier<JsonObject> credentials(Set<String> members) {
        return body(members, settings.maxCredentialBytes());
    }

    private Supplier<JsonObject> body(Set<String> members, int maxBytes) {
        byte[] body = RequestBody.read(request, response, maxBytes);
        boolean form = has(MediaTypes.FORM);
        boolean strictly = strict.getAsBoolean();
        return () -> {
            JsonObject object =
                    form ? FormReader.object(body, recordLimits()) : JsonReader.object(body, recordLimits());
            return strictly ? UnknownMembers.refuse(object, members) : object;
        };
    }

    /**
     * Reads what was posted to a collection; the caller closes it.
     *
     * @throws io.github.stockroom.rest.problem.ProblemException as {@link #body}
     */
    public PostedBody posted() {
        return RequestBody.readPosted(request, response, has(MediaTypes.JSON));
    }

    /** Returns the character set of what was posted. */
    public Charset charset() {
        return RequestBody.charset(request);
    }

    /** Returns the limits of one record of a body. */
    public RecordLimits recordLimits() {
        return settings.recordLimits();
    }

    /** Returns true if the body is of this media type. */
    public boolean has(String type) {
        String given = request.getContentType();
        return given != null && MediaType.parseMediaType(given).equalsTypeAndSubtype(MediaType.valueOf(type));
    }

    /**
     * Returns the same object, if it has only these members or the client does not ask for more strictness than usual.
     *
     * @throws io.github.stockroom.rest.problem.ProblemException 400
     */
    public JsonObject known(JsonObject object, Set<String> members) {
        return strict.getAsBoolean() ? UnknownMembers.refuse(object, members) : object;
    }
}
