package io.github.stockroom.rest.http;

import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Reads request bodies within limits. */
public final class RequestBody {

    /** 1 MiB, far above any record. */
    static final int MAX_RECORD_BYTES = 1 << 20;

    private static final int MAX_DISCARDED_BYTES = 16 << 20;

    private RequestBody() {}

    /** @throws ProblemException 413 when the body is too large, 415 when it is encoded or not UTF-8, 400 when it breaks off */
    static byte[] read(HttpServletRequest request, HttpServletResponse response, int maxBytes) {
        // Decided by the header first: a client that sent Expect: 100-continue is told before it uploads.
        if (request.getContentLengthLong() > maxBytes) {
            throw tooLarge(response, maxBytes);
        }
        if (!isUtf8(request.getContentType()) || isEncoded(request.getHeader("Content-Encoding"))) {
            throw MediaTypes.notPlainUtf8(request).exception();
        }
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

    /**
     * Sends the answer off and takes in what the client is still sending, within reason: closing the connection under it would
     * reset it before it could read the answer. One that waits for 100-continue sends nothing.
     */
    public static void lingerBeforeClose(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.flushBuffer();
        if (request.getHeader("Expect") == null) {
            request.getInputStream().skip(MAX_DISCARDED_BYTES);
        }
    }

    private static boolean isUtf8(@Nullable String contentType) {
        String charset = contentType == null
                ? null
                : MediaType.parseMediaType(contentType).getParameter("charset");
        return charset == null || charset.replace("\"", "").equalsIgnoreCase("utf-8");
    }

    private static boolean isEncoded(@Nullable String encoding) {
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }

    private static ProblemException tooLarge(HttpServletResponse response, int maxBytes) {
        response.setHeader("Connection", "close");
        return Problem.of(413, "content-too-large", "Content too large", "The body may be " + maxBytes + " bytes long.")
                .exception();
    }
}
