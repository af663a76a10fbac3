package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.exchange.AcceptEncoding;
import java.nio.ByteBuffer;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Compresses what is sent to clients that can unpack it. Not by Spring Boot's setting: that has Jetty unpack requests
 * as well, and a small body could become a huge one.
 */
final class ResponseCompression extends CompressionHandler {

    private static final int MIN_COMPRESSED_BYTES = 2 * 1024;

    ResponseCompression() {
        setHandler(new WithTags());
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

    /** A request of a client that cannot unpack anything passes by; {@code Vary} is set for all. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (takesGzip(request)) {
            return super.handle(new WithoutTags(request, response), response, callback);
        }
        Handler next = getHandler();
        return next != null && next.handle(request, response, callback);
    }

    private static boolean takesGzip(Request request) {
        HttpFields fields = request.getHeaders();
        return fields.contains(HttpHeader.ACCEPT_ENCODING)
                && AcceptEncoding.takesGzip(fields.getValuesList(HttpHeader.ACCEPT_ENCODING));
    }

    /**
     * Hides entity tags from Jetty. It would give the field {@code If-None-Match} back as the entity tag of a 304,
     * regardless of its content (jetty.project#14137). The service knows tags of compressed responses itself.
     */
    private static final class WithoutTags extends Request.Wrapper {

        private final HttpFields fields;
        private final Response uncompressed;

        WithoutTags(Request request, Response uncompressed) {
            super(request);
            this.uncompressed = uncompressed;
            HttpFields all = request.getHeaders();
            fields = all.contains(HttpHeader.IF_NONE_MATCH) || all.contains(HttpHeader.IF_MATCH)
                    ? HttpFields.build(all)
                            .remove(HttpHeader.IF_NONE_MATCH)
                            .remove(HttpHeader.IF_MATCH)
                            .asImmutable()
                    : all;
        }

        @Override
        public HttpFields getHeaders() {
            return fields;
        }
    }

    /**
     * Hands on the request as it came, and keeps Jetty away from the entity tag of a 304, which has nothing to
     * compress.
     */
    private static final class WithTags extends Handler.Wrapper {

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (!(request instanceof WithoutTags hidden)) {
                return super.handle(request, response, callback);
            }
            var kept = new Response.Wrapper(hidden.getWrapped(), response) {
                @Override
                public void setStatus(int status) {
                    Response target = status == HttpStatus.NOT_MODIFIED_304 ? hidden.uncompressed : getWrapped();
                    target.setStatus(status);
                }

                @Override
                public void write(boolean last, ByteBuffer content, Callback written) {
                    if (getStatus() == HttpStatus.NOT_MODIFIED_304) {
                        hidden.uncompressed.write(last, content, written);
                    } else {
                        super.write(last, content, written);
                    }
                }
            };
            return super.handle(hidden.getWrapped(), kept, callback);
        }
    }
}
