package io.github.stockroom.rest.jetty;

import io.github.stockroom.rest.exchange.CommonHeaders;
import io.github.stockroom.rest.filter.StrictTransport;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemJson;
import io.github.stockroom.rest.request.RequestIdentity;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what Jetty refuses before any servlet sees it with a problem document instead of a page of HTML. */
public final class ProblemErrorHandler extends ErrorHandler {

    private record Refusal(String code, String title, String detail) {}

    private static final Map<Integer, Refusal> REFUSALS = Map.of(
            404, new Refusal("not_found", "Not found", "Not found."),
            408, new Refusal("request-timeout", "Request timeout", "The request did not arrive in time."),
            413, new Refusal("content-too-large", "Content too large", "The body is too long."),
            414, new Refusal("uri-too-long", "URI too long", "The URL is too long."),
            417, new Refusal("expectation-failed", "Expectation failed", "This expectation cannot be met."),
            431, new Refusal("headers-too-large", "Header fields too large", "The header fields are too long."),
            500, new Refusal("internal_error", "Internal error", "Something went wrong here; it was recorded."),
            503, new Refusal("unavailable", "Unavailable", "The service is starting or stopping."));

    private static final Refusal BAD_REQUEST = new Refusal("bad-request", "Bad request", "This is not valid HTTP.");

    private static final String UNREADABLE = "/badMessage";

    private final StrictTransport strictTransport;

    public ProblemErrorHandler(StrictTransport strictTransport) {
        this.strictTransport = strictTransport;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        int status = statusOf(code);
        Refusal refusal = REFUSALS.getOrDefault(status, BAD_REQUEST);
        write(request, response, Problem.of(status, refusal.code(), refusal.title(), refusal.detail()), callback);
    }

    /** Answers with this problem. */
    void write(Request request, Response response, Problem problem, Callback callback) {
        int status = problem.status();
        String id = RequestIdentity.acceptedOrNew(request.getHeaders().get(RequestIdentity.HEADER));
        String path = path(request);
        byte[] body = ProblemJson.write(problem, path, id);
        response.setStatus(status);
        CommonHeaders.FIELDS.forEach(response.getHeaders()::put);
        problem.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(RequestIdentity.HEADER, id);
        String transport = strictTransport.policy(
                request.getConnectionMetaData().isSecure(),
                Request.getRemoteAddr(request),
                request.getHeaders()::getValuesList);
        if (transport != null) {
            response.getHeaders().put(StrictTransport.HEADER, transport);
        }
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemJson.MEDIA_TYPE);
        if (status == 400 || !request.getConnectionMetaData().isPersistent()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close"); // where the next request starts is not certain
        }
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** Empty where Jetty could not read one; it puts a path of its own there. */
    private static String path(Request request) {
        String path = request.getHttpURI().getPath();
        return path == null || path.equals(UNREADABLE) ? "" : path;
    }

    /** 501 and 505 would blame the server for what a client sent; 426 would have to name a protocol to change to. */
    private static int statusOf(int code) {
        return code == 426 || code == 501 || code == 505 || code < 400 ? 400 : code;
    }
}
