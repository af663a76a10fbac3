package io.github.stockroom.rest.filter;

import io.github.stockroom.rest.body.ResponseBody;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemJson;
import io.github.stockroom.rest.request.RequestIdentity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** Answers a request with a problem document, regardless of {@code Accept}. */
final class ProblemWriter {

    /** Header fields that say something of the response that was prepared. */
    private static final List<String> OF_THE_PREPARED = List.of(
            "ETag",
            "Location",
            "Content-Disposition",
            "Idempotency-Replayed",
            "Preference-Applied",
            "Link",
            "X-Total-Count",
            "Stockroom-Truncated");

    private ProblemWriter() {}

    /** Replaces what was prepared so far; header fields that hold for every response stay. */
    static void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        response.resetBuffer();
        OF_THE_PREPARED.forEach(name -> response.setHeader(name, null));
        response.setStatus(problem.status());
        response.setHeader("Cache-Control", "no-store");
        problem.headers().forEach(response::setHeader);
        response.setContentType(ProblemJson.MEDIA_TYPE);
        byte[] body = ProblemJson.write(problem, RequestIdentity.path(request), RequestIdentity.id(request));
        if (request.getMethod().equals("HEAD")) {
            response.setContentLength(body.length);
        } else {
            ResponseBody.send(request, body);
        }
    }
}
