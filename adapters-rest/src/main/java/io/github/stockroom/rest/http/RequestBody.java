package io.github.stockroom.rest.http;

import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Reads request bodies within limits. */
public final class RequestBody {

    /** 1 MiB, far above any record. */
    static final int MAX_RECORD_BYTES = 1 << 20;

    /** Ten megabytes, as much as API gateways let through. */
    static final int MAX_RECORDS_BYTES = 10_000_000;

    /** White space and the bytes of a byte order mark. */
    private static final String INSIGNIFICANT = " \t\r\n\u00ef\u00bb\u00bf";

    private RequestBody() {}

    /** @throws ProblemException 413 when the body is too large, 415 when it is encoded or not UTF-8, 400 when it breaks off */
    static byte[] read(HttpServletRequest request, HttpServletResponse response, int maxBytes) {
        checkLength(request, response, maxBytes);
        if (!isPlainUtf8(request)) {
            throw MediaTypes.notPlainUtf8(request).exception();
        }
        try {
            byte[] body = request.getInputStream().readNBytes(maxBytes + 1);
            if (body.length > maxBytes) {
                throw tooLarge(response, maxBytes);
            }
            return body;
        } catch (IOException e) {
            throw incomplete(response);
        }
    }

    /**
     * Reads a body that may be many records, or one if it is JSON; what it starts with tells, and with it how long it may be.
     *
     * @throws ProblemException as {@link #read}
     */
    static PostedBody readPosted(HttpServletRequest request, HttpServletResponse response, boolean json) {
        checkLength(request, response, MAX_RECORDS_BYTES);
        if (!isPlainUtf8(request)) {
            throw MediaTypes.notPlainUtf8(request, MediaTypes.RECORDS).exception();
        }
        var content = new Spool();
        try {
            boolean array = copyPosted(request, response, json, content);
            return new PostedBody(content, array);
        } catch (RuntimeException | Error e) {
            content.close();
            throw e;
        }
    }

    /** @return whether it is a JSON array */
    private static boolean copyPosted(
            HttpServletRequest request, HttpServletResponse response, boolean json, Spool content) {
        int maxBytes = json ? MAX_RECORD_BYTES : MAX_RECORDS_BYTES;
        byte first = 0;
        byte[] buffer = new byte[8_192];
        try (OutputStream out = content.output()) {
            InputStream in = request.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (json && first == 0) {
                    first = start(buffer, count);
                    if (first == '[') {
                        maxBytes = MAX_RECORDS_BYTES;
                    } else if (first != 0) {
                        checkLength(request, response, maxBytes);
                    }
                }
                if (content.size() + count > maxBytes) {
                    throw tooLarge(response, maxBytes);
                }
                out.write(buffer, 0, count);
            }
            return first == '[';
        } catch (IOException e) {
            throw incomplete(response);
        }
    }

    /** The first byte that means something to JSON; 0 when there is none. */
    private static byte start(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (INSIGNIFICANT.indexOf(bytes[i] & 0xff) < 0) {
                return bytes[i];
            }
        }
        return 0;
    }

    /** Decided by the header first: a client that sent Expect: 100-continue is told before it uploads. */
    private static void checkLength(HttpServletRequest request, HttpServletResponse response, int maxBytes) {
        if (request.getContentLengthLong() > maxBytes) {
            throw tooLarge(response, maxBytes);
        }
    }

    private static boolean isPlainUtf8(HttpServletRequest request) {
        return isUtf8(request.getContentType()) && !isEncoded(request.getHeader("Content-Encoding"));
    }

    static ProblemException incomplete(HttpServletResponse response) {
        response.setHeader("Connection", "close");
        return Problem.badRequest("incomplete-body", "Incomplete body", "The body broke off or was not framed as HTTP.")
                .exception();
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
