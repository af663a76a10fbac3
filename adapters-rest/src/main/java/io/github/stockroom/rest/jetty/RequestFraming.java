package io.github.stockroom.rest.jetty;

import java.util.List;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Refuses with 400 what a proxy in front of the service might frame in another way (RFC 9112, 11.2), beyond what Jetty
 * refuses by itself: lines of the head that end with a line feed alone, transfer codings other than {@code chunked},
 * which Jetty passes on undone, and any transfer coding in HTTP/1.0, which a proxy of that version does not know (RFC
 * 9112, 6.1).
 *
 * <p>Refuses two {@code Content-Type} fields, of which a proxy might heed the other one.
 *
 * <p>Refuses an absolute URL in the request line whose scheme is not that of the connection (RFC 9110, 7.4), which
 * Jetty believes: any client could claim TLS.
 */
public final class RequestFraming implements HttpConfiguration.Customizer {

    private RequestFraming() {}

    /** Makes all connections of a configuration strict. */
    public static void applyTo(HttpConfiguration http) {
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.addCustomizer(new RequestFraming());
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        HttpScheme scheme = request.getConnectionMetaData().isSecure() ? HttpScheme.HTTPS : HttpScheme.HTTP;
        if (!scheme.is(request.getHttpURI().getScheme())) {
            throw new HttpException.RuntimeException(
                    HttpStatus.BAD_REQUEST_400, "another scheme than the connection's");
        }
        if (hasSeveral(request.getHeaders(), HttpHeader.CONTENT_TYPE)) {
            throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, "several content types");
        }
        if (request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
            List<String> codings = request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING);
            if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0) {
                throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, "a transfer coding in HTTP/1.0");
            }
            if (codings.size() != 1 || !HttpHeaderValue.CHUNKED.is(codings.get(0))) {
                throw new HttpException.RuntimeException(
                        HttpStatus.BAD_REQUEST_400, "transfer codings other than chunked");
            }
        }
        return request;
    }

    private static boolean hasSeveral(HttpFields fields, HttpHeader name) {
        int count = 0;
        for (HttpField field : fields) {
            count += field.getHeader() == name ? 1 : 0;
        }
        return count > 1;
    }
}
