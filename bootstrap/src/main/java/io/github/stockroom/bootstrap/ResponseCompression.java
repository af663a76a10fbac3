package io.github.stockroom.bootstrap;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Compresses what is sent to clients that can unpack it. Not by Spring Boot's setting: that has Jetty unpack requests as well, and a
 * small body could become a huge one.
 */
final class ResponseCompression extends CompressionHandler {

    private static final int MIN_COMPRESSED_BYTES = 2 * 1024;

    /** Header fields that ask for compression or name a compressed response: Jetty marks its entity tag. */
    private static final Set<HttpHeader> OF_COMPRESSION =
            EnumSet.of(HttpHeader.ACCEPT_ENCODING, HttpHeader.IF_MATCH, HttpHeader.IF_NONE_MATCH);

    ResponseCompression() {
        var gzip = new GzipCompression();
        gzip.setMinCompressSize(MIN_COMPRESSED_BYTES);
        putCompression(gzip);
        putConfiguration(
                "/",
                CompressionConfig.builder()
                        .compressIncludeMimeType("application/json")
                        .compressIncludeMimeType("application/problem+json")
                        .compressIncludeMimeType("application/x-ndjson")
                        .compressIncludeMimeType("application/yaml")
                        .compressIncludeMimeType("text/css")
                        .compressIncludeMimeType("text/csv")
                        // Jetty looks for the type with all of its parameters but the character set.
                        .compressIncludeMimeType("text/csv;header=present")
                        .compressIncludeMimeType("text/html")
                        .compressIncludeMimeType("text/javascript")
                        .compressIncludeMimeType("text/plain")
                        .decompressExcludePath("/*")
                        .build());
    }

    /** A request without any of these passes by; {@code Vary} is set for all. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Handler next = getHandler();
        for (HttpField field : request.getHeaders()) {
            if (field.getHeader() != null && OF_COMPRESSION.contains(field.getHeader()) && isReadable(request)) {
                return super.handle(request, response, callback);
            }
        }
        return next != null && next.handle(request, response, callback);
    }

    /** Returns true if {@code Accept-Encoding} is valid or absent. A malformed one is ignored (RFC 9110, 12.5.3); Jetty would answer 400. */
    private static boolean isReadable(Request request) {
        try {
            request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING);
            return true;
        } catch (HttpException.RuntimeException | IllegalArgumentException e) {
            return false;
        }
    }
}
