package io.github.stockroom.rest.openapi;

import io.github.stockroom.rest.problem.ProblemJson;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts that many operations share: security schemes, request and response header fields, problems. */
final class Parts {

    static final String BEARER = "bearer";
    static final String TOKEN = "token";
    static final String API_KEY = "apiKey";

    private Parts() {}

    static Components components() {
        var components = new Components();
        components
                .addSecuritySchemes(
                        BEARER,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("An access token: `access` of POST /api/token, or `access_token` of POST"
                                        + " /auth/token."))
                .addSecuritySchemes(
                        TOKEN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("Authorization")
                                .description("`Token ` and the `key` of POST /api/v1/users/auth/login."))
                .addSecuritySchemes(
                        API_KEY,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("X-Api-Key")
                                .description(
                                        "The `key` of POST /api-keys, which may come as a bearer token too. It does what its"
                                                + " scopes name and nothing else."));
        headers().forEach(components::addHeaders);
        requestHeaders().forEach((name, header) -> components.addParameters(name, header));
        components.addSchemas("Problem", problem()).addSchemas("ProblemError", problemError());
        components.addSchemas("ProblemMistake", problemMistake());
        components.addSchemas(
                "Created",
                Schemas.object(
                        "How many records were made.",
                        Map.of("created", Schemas.wholeNumber(0, Integer.MAX_VALUE)),
                        List.of("created")));
        for (ProblemKind kind : ProblemKind.values()) {
            components.addResponses(kind.component(), response(kind));
        }
        return components;
    }

    /** A reference to a header field of responses. */
    static Header header(String name) {
        return new Header().$ref("#/components/headers/" + name);
    }

    /** A reference to a header field of requests. */
    static Parameter requestHeader(String name) {
        return new Parameter().$ref("#/components/parameters/" + name);
    }

    private static ApiResponse response(ProblemKind kind) {
        var response = new ApiResponse()
                .description(kind.description())
                .content(new Content()
                        .addMediaType(
                                ProblemJson.MEDIA_TYPE,
                                new MediaType().schema(Schemas.named("Problem")).example(kind.example())));
        for (String name : List.of("X-Request-Id", "Cache-Control", "RateLimit", "RateLimit-Policy")) {
            response.addHeaderObject(name, header(name));
        }
        kind.headers().forEach(name -> response.addHeaderObject(name, header(name)));
        return response;
    }

    private static Map<String, Header> headers() {
        Map<String, Header> headers = new LinkedHashMap<>();
        headers.put(
                "X-Request-Id",
                header(
                        "The request's own id if it had a usable one, else a new one.",
                        Schemas.text(1, 64).pattern("^[A-Za-z0-9._-]+$"),
                        "4c0d9a2e-7f7e-4a0c-9b25-6a1f6f3f1f6a"));
        headers.put(
                "ETag",
                header(
                        "The version of the record, a strong tag, the same for every projection.",
                        Schemas.text().pattern("^\"[^\"]+\"$"),
                        "\"1\""));
        headers.put(
                "Location",
                header(
                        "The absolute URL of the record, or where to go instead.",
                        Schemas.text().format("uri"),
                        "http://localhost:8000" + Api.COLLECTION + "/1"));
        headers.put(
                "Link",
                header(
                        "Absolute links (RFC 8288): `first`, and `next` unless this was the last page.",
                        Schemas.text(),
                        "<http://localhost:8000" + Api.COLLECTION + "?limit=2>; rel=\"first\""));
        headers.put(
                "X-Total-Count",
                header(
                        "How many records match; with `Prefer: count=exact`.",
                        Schemas.wholeNumber(0, Long.MAX_VALUE),
                        2));
        headers.put(
                "Stockroom-Truncated",
                header(
                        "The list was cut at the most rows that this service gives; `Link` leads on.",
                        Schemas.choice("true"),
                        "true"));
        headers.put(
                "Content-Disposition",
                header("Says that an export is a file.", Schemas.text(), "attachment; filename=\"items.csv\""));
        headers.put("Preference-Applied", header("Which preferences were heard.", Schemas.text(), "return=minimal"));
        headers.put(
                "Idempotency-Replayed",
                header(
                        "This is the stored answer to an earlier request with the same key.",
                        Schemas.choice("true"),
                        "true"));
        headers.put(
                "Stockroom-Position",
                header(
                        "Opaque; sent back with a read, that read sees this change. Where a replica serves reads.",
                        Schemas.text(),
                        "16b3748"));
        headers.put(
                "Content-Security-Policy",
                header("What the page may load.", Schemas.text(), "default-src 'none'; script-src 'self'"));
        headers.put(
                "Cache-Control",
                header(
                        "`no-cache`: ask again each time, cheaply, with `If-None-Match`. `no-store`: keep nothing.",
                        Schemas.choice("no-cache", "private, no-cache", "no-store"),
                        "no-cache"));
        headers.put("Retry-After", header("Seconds to wait.", Schemas.wholeNumber(0, Integer.MAX_VALUE), 1));
        headers.put(
                "RateLimit",
                header(
                        "What is left of the quota; where a rate limit is set.",
                        Schemas.text(),
                        "\"default\";r=57;t=1"));
        headers.put(
                "RateLimit-Policy",
                header(
                        "The quota and its window in seconds; where a rate limit is set.",
                        Schemas.text(),
                        "\"default\";q=100;w=1"));
        headers.put("WWW-Authenticate", header("How to sign in (RFC 6750).", Schemas.text(), "Bearer realm=\"api\""));
        headers.put("Accept", header("Media types that PUT takes.", Schemas.text(), "application/json"));
        headers.put("Accept-Post", header("Media types that POST takes.", Schemas.text(), "application/json"));
        headers.put(
                "Accept-Patch",
                header(
                        "Media types that PATCH takes.",
                        Schemas.text(),
                        "application/json, application/merge-patch+json"));
        return headers;
    }

    private static Header header(String description, Schema<?> schema, Object example) {
        return new Header().description(description).schema(schema).example(example);
    }

    private static Map<String, Parameter> requestHeaders() {
        Map<String, Parameter> headers = new LinkedHashMap<>();
        headers.put(
                "X-Request-Id",
                requestHeader(
                        "X-Request-Id",
                        "Names the request in answers and logs.",
                        Schemas.text(1, 64).pattern("^[A-Za-z0-9._-]+$"),
                        "order-4711"));
        headers.put(
                "Stockroom-Position",
                requestHeader(
                        "Stockroom-Position",
                        "See at least the change whose answer carried this. Where a replica serves reads.",
                        Schemas.text(),
                        "16b3748"));
        headers.put(
                "If-Match",
                requestHeader(
                        "If-Match",
                        "Change the record only if it still has this `ETag` (or one of these, or `*`:"
                                + " any). Else 412. Weak tags never match.",
                        Schemas.text(),
                        "\"1\""));
        headers.put(
                "If-None-Match",
                requestHeader(
                        "If-None-Match",
                        "On reads: answer 304 if the record still has this `ETag`. On"
                                + " writes: 412 if it has, and with `*` if there is a record at all.",
                        Schemas.text(),
                        "\"2\""));
        headers.put(
                "Idempotency-Key",
                requestHeader(
                        "Idempotency-Key",
                        "Makes it safe to repeat this request: for 24 hours a request"
                                + " with the same key and body gets the stored answer and changes nothing. 1 to 255 visible ASCII"
                                + " characters, best a random UUID: without a token, other keys hold for one client address.",
                        Schemas.text(1, 255).pattern("^[!-~]+$"),
                        "8e03978e-40d5-43dd-bc93-6894a57f9324"));
        headers.put(
                "Prefer-List",
                requestHeader(
                        "Prefer",
                        "`count=exact`: the number of all matches in `X-Total-Count`."
                                + " `handling=lenient`: pass over unknown query parameters.",
                        Schemas.text(),
                        "count=exact"));
        headers.put(
                "Prefer-Read",
                requestHeader(
                        "Prefer",
                        "`handling=lenient`: pass over unknown query parameters.",
                        Schemas.text(),
                        "handling=lenient"));
        headers.put(
                "Prefer-Write",
                requestHeader(
                        "Prefer",
                        "`return=minimal`: no record in the answer. `return=representation`: the"
                                + " record (default). `handling=strict`: refuse unknown members of the body."
                                + " `handling=lenient`: pass over unknown query parameters.",
                        Schemas.text(),
                        "return=minimal"));
        return headers;
    }

    /**
     * The example stands in the description: {@code /docs} would send one of its own with every request that is tried
     * there.
     */
    private static Parameter requestHeader(String name, String description, Schema<?> schema, String example) {
        return new Parameter()
                .in("header")
                .name(name)
                .description(description + " Example: `" + example + "`.")
                .schema(schema);
    }

    private static Schema<?> problem() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put(
                "type",
                Schemas.text()
                        .format("uri")
                        .description("`urn:problem:stockroom:` and the code, or a registered type."));
        members.put("title", Schemas.text());
        members.put("status", Schemas.wholeNumber(400, 599));
        members.put("detail", Schemas.text().description("One sentence for people."));
        members.put("instance", Schemas.text().description("The path of the request."));
        members.put("code", Schemas.text().description("Stable; programs decide by it."));
        members.put("requestId", Schemas.text());
        members.put("message", Schemas.text().description("The same as `detail`, for the front ends that look here."));
        Schema<?> errors = Schemas.array(Schemas.named("ProblemError"));
        members.put("errors", errors.description("Every single failure.").maxItems(100));
        members.put(
                "mistakes",
                Schemas.array(Schemas.named("ProblemMistake"))
                        .description("Of many records: the mistakes in all rows that were read, by kind.")
                        .maxItems(100));
        members.put(
                "rejected",
                Schemas.array(Schemas.array(Schemas.wholeNumber(0, Long.MAX_VALUE)))
                        .description(
                                "Of a dry run of many records: the rows that are not valid, from 0, as pairs of the"
                                        + " first and the last one in succession."));
        members.put(
                "currentVersion",
                Schemas.wholeNumber(1, Long.MAX_VALUE)
                        .description("Of a 412: the version that the record has; in quotes, its entity tag."));
        members.put("error", Schemas.text().description("What front ends of the earlier cars system read."));
        members.put(
                "messages",
                Schemas.array(Schemas.object("As djangorestframework-simplejwt says it.", Map.of(), List.of())));
        members.put("non_field_errors", Schemas.array(Schemas.text()));
        members.put(
                "violated-policies",
                Schemas.array(Schemas.text()).description("Names of the quotas that are used up."));
        return Schemas.object(
                        "An error (RFC 9457). Where fields are not valid, each has a member of its own besides, with its messages,"
                                + " as Django REST Framework has it.",
                        members,
                        List.of("type", "title", "status", "detail", "instance", "code", "requestId"))
                .additionalProperties(true);
    }

    private static Schema<?> problemMistake() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("field", Schemas.text().description("Which field; empty if it is the whole row."));
        members.put("code", Schemas.text().description("Stable; programs decide by it."));
        members.put("message", Schemas.text().description("One sentence for people."));
        members.put("rows", Schemas.wholeNumber(1, Long.MAX_VALUE).description("How many rows have this mistake."));
        members.put(
                "lines",
                Schemas.array(Schemas.wholeNumber(1, Long.MAX_VALUE))
                        .description("The lines of the first ones, from 1; none of a JSON array.")
                        .maxItems(3));
        return Schemas.object("A kind of mistake in many rows.", members, List.copyOf(members.keySet()));
    }

    private static Schema<?> problemError() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("pointer", Schemas.text().description("Where in the body (RFC 6901, as a URI fragment)."));
        members.put("parameter", Schemas.text().description("Which query parameter."));
        members.put("header", Schemas.text().description("Which header field."));
        members.put(
                "line",
                Schemas.wholeNumber(1, Long.MAX_VALUE)
                        .description("In CSV and NDJSON: where the record starts, from 1."));
        members.put("code", Schemas.text().description("Stable; programs decide by it."));
        members.put("detail", Schemas.text().description("One sentence for people."));
        members.put(
                "params",
                Schemas.object("What the sentence is about, such as `min`.", Map.of(), List.of())
                        .additionalProperties(true));
        return Schemas.object(
                "One failure. Exactly one of `pointer`, `parameter` and `header` says where.",
                members,
                List.of("code", "detail"));
    }
}
