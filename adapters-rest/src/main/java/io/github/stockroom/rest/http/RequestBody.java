package io.github.stockroom.rest.http;

import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Reads request bodies within limits. */
final class RequestBody {

    /** 1 MiB, far above any record. */
    static final int MAX_RECORD_BYTES = 1 << 20;

    private RequestBody() {}

    /** @throws ProblemException 413 when the body is too large, 415 when it is encoded or not UTF-8, 400 when it breaks off */
    static byte[] read(HttpServletRequest request, HttpServletResponse response, int maxBytes) {
        // Decided by the header first: a client that sent Expect: 100-continue is told before it uploads.
        if (request.getContentLengthLong() > maxBytes) {
            throw tooLarge(response, maxBytes);
        }
        requireUtf8(request.getContentType());
        requireIdentity(request.getHeader("Content-Encoding"));
        try {
            byte[] body = request.getInputStream().readNBytes(maxBytes + 1);
            if (body.length > maxBytes) {
                throw tooLarge(response, maxBytes);
            }
            return body;
        } catch (IOException e) {
            response.setHeader("Connection", "close");
            throw Problem.badRequest(
                            "incomplete-body", "Incomplete body", "The body broke off or was not framed as HTTP.")
                    .exception();
        }
    }

    private static void requireUtf8(@Nullable String contentType) {
        String charset = contentType == null
                ? null
                : MediaType.parseMediaType(contentType).getParameter("charset");
        if (charset != null && !charset.replace("\"", "").equalsIgnoreCase("utf-8")) {
            throw unsupported("The body must be UTF-8.").exception();
        }
    }

    private static void requireIdentity(@Nullable String encoding) {
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("The body must not be compressed.")
                    .withHeader("Accept-Encoding", "identity")
                    .exception();
        }
    }

    private static Problem unsupported(String detail) {
        return Problem.of(415, "unsupported_media_type", "Unsupported media type", detail);
    }

    private static ProblemException tooLarge(HttpServletResponse response, int maxBytes) {
        response.setHeader("Connection", "close");
        return Problem.of(413, "content-too-large", "Content too large", "The body may be " + maxBytes + " bytes long.")
                .exception();
    }
}
