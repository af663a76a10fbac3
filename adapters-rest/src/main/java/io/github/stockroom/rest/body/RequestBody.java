package io.github.stockroom.rest.body;

import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemException;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.request.RequestedOperation;
import io.github.stockroom.rest.rows.RowSource;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Reads request bodies within limits. */
public final class RequestBody {

    /** 1 MiB, far above any record. */
    public static final int MAX_RECORD_BYTES = 1 << 20;

    /** Ten megabytes, as much as API gateways let through. */
    static final int MAX_RECORDS_BYTES = 10_000_000;

    private static final BodyLimit JSON_LIMIT = first -> first == '[' ? MAX_RECORDS_BYTES : MAX_RECORD_BYTES;

    private RequestBody() {}

    /**
     * @throws ProblemException 413 when the body is too large, 415 when it is encoded or not UTF-8, 400 when it breaks
     *     off, 408 when it comes too slowly, 429 or 503 when too many come at once
     * @throws BodyPendingException when it has not arrived yet
     */
    public static byte[] read(HttpServletRequest request, HttpServletResponse response, int maxBytes) {
        checkLength(request, response, maxBytes);
        if (!isPlainUtf8(request)) {
            throw notPlainUtf8(request).exception();
        }
        return content(request, response, first -> maxBytes).bytes();
    }

    /**
     * Reads a body that may be many records, or one if it is JSON; what it starts with tells, and with it how long it
     * may be.
     *
     * @throws ProblemException as {@link #read}
     * @throws BodyPendingException as {@link #read}
     */
    public static PostedBody readPosted(HttpServletRequest request, HttpServletResponse response, boolean json) {
        checkLength(request, response, MAX_RECORDS_BYTES);
        charset(request);
        Spool content = content(request, response, json ? JSON_LIMIT : first -> MAX_RECORDS_BYTES);
        boolean array = json
                && ReceivedBody.of(request).filter(body -> body.first() == '[').isPresent();
        return new PostedBody(content, array);
    }

    /**
     * Returns the character set of a body that may be many records: that of CSV as it is declared, otherwise UTF-8.
     *
     * @throws ProblemException 415 for another one, or for a body under a content coding
     */
    public static Charset charset(HttpServletRequest request) {
        String type = request.getContentType();
        if (isEncoded(request.getHeader("Content-Encoding")) || !isUtf8(type) && !isCsv(type)) {
            throw notPlainUtf8(request).exception();
        }
        return charsetName(type)
                .map(name -> RowSource.charset(name)
                        .orElseThrow(() -> notPlainUtf8(request).exception()))
                .orElse(StandardCharsets.UTF_8);
    }

    /**
     * @param types media types; none for any
     * @throws ProblemException 415 unless the body is of one of them
     */
    public static void requireType(HttpServletRequest request, List<String> types) {
        if (!types.isEmpty() && !isOneOf(types, request)) {
            String accepted = String.join(", ", types);
            throw Problems.unsupportedMediaType(request.getMethod(), accepted, "The body must be " + accepted + ".")
                    .exception();
        }
    }

    private static boolean isOneOf(List<String> types, HttpServletRequest request) {
        try {
            String given = request.getContentType();
            if (given == null || types.contains(given)) {
                return given != null;
            }
            MediaType type = MediaType.parseMediaType(given);
            return types.stream().anyMatch(known -> type.equalsTypeAndSubtype(MediaType.valueOf(known)));
        } catch (InvalidMediaTypeException e) {
            return false;
        } catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
            // Jetty looks up the charset when it is asked for the content type.
            throw notPlainUtf8(request).exception();
        }
    }

    /** 415 for a body in another character encoding or under a content coding. */
    private static Problem notPlainUtf8(HttpServletRequest request) {
        String types = RequestedOperation.operationOf(request)
                .map(operation -> String.join(", ", operation.consumes()))
                .orElse("");
        return Problems.unsupportedMediaType(
                request.getMethod(),
                types,
                "The body must be UTF-8 and not compressed; CSV may be in another character set that it declares, such as"
                        + " windows-1252.");
    }

    /** Returns the SHA-256 of content type and body, which tells a request from others. */
    public static String fingerprint(HttpServletRequest request, HttpServletResponse response) {
        MessageDigest digest = Sha256.digest();
        digest.update((request.getHeader("Content-Type") + "\n").getBytes(StandardCharsets.UTF_8));
        byte[] buffer = new byte[8_192];
        try (InputStream in =
                content(request, response, first -> MAX_RECORDS_BYTES).input()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Spool content(HttpServletRequest request, HttpServletResponse response, BodyLimit limit) {
        try {
            return ReceivedBody.of(request).map(body -> body.require(limit)).orElseGet(() -> Spool.of(new byte[0]));
        } catch (ProblemException e) {
            response.setHeader("Connection", "close"); // the rest of the body is not received
            throw e;
        }
    }

    /** Decided by the header first: a client that sent Expect: 100-continue is told before it uploads. */
    private static void checkLength(HttpServletRequest request, HttpServletResponse response, int maxBytes) {
        if (request.getContentLengthLong() > maxBytes) {
            response.setHeader("Connection", "close");
            throw tooLarge(maxBytes).exception();
        }
    }

    private static boolean isPlainUtf8(HttpServletRequest request) {
        return isUtf8(request.getContentType()) && !isEncoded(request.getHeader("Content-Encoding"));
    }

    /** 400 for a body that broke off. */
    public static Problem incomplete() {
        return Problem.badRequest(
                "incomplete-body", "Incomplete body", "The body broke off or was not framed as HTTP.");
    }

    /** 413 for a body that is longer than this. */
    public static Problem tooLarge(int maxBytes) {
        return Problem.of(
                413, "content-too-large", "Content too large", "The body may be " + maxBytes + " bytes long.");
    }

    private static boolean isUtf8(@Nullable String contentType) {
        return charsetName(contentType)
                .map(name -> name.equalsIgnoreCase("utf-8") || name.equalsIgnoreCase("utf8"))
                .orElse(true);
    }

    private static boolean isCsv(@Nullable String contentType) {
        return contentType != null
                && MediaType.parseMediaType(contentType).equalsTypeAndSubtype(MediaType.valueOf(MediaTypes.CSV));
    }

    private static Optional<String> charsetName(@Nullable String contentType) {
        return Optional.ofNullable(contentType)
                .map(type -> MediaType.parseMediaType(type).getParameter("charset"))
                .map(name -> name.replace("\"", ""));
    }

    private static boolean isEncoded(@Nullable String encoding) {
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }
}
