package io.github.stockroom.rest.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.QuotedQualityCSV;

/** Tells whether a client can unpack a compressed response (RFC 9110, 12.5.3). */
public final class AcceptEncoding {

    private AcceptEncoding() {}

    static boolean takesGzip(HttpServletRequest request) {
        return request.getHeader("Accept-Encoding") != null
                && takesGzip(Collections.list(request.getHeaders("Accept-Encoding")));
    }

    /**
     * Returns true if {@code Accept-Encoding} welcomes gzip. A malformed field is ignored, where Jetty would answer
     * 400, and {@code identity;q=0} without another coding too, where Jetty would answer 415.
     *
     * @param values of all fields of this name
     */
    public static boolean takesGzip(List<String> values) {
        var codings = new QuotedQualityCSV();
        try {
            values.forEach(codings::addValue);
            return codings.getValues().stream()
                    .anyMatch(coding -> coding.equalsIgnoreCase("gzip") || coding.equals("*"));
        } catch (HttpException.RuntimeException | IllegalArgumentException e) {
            return false;
        }
    }
}
