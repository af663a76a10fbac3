package io.github.stockroom.rest.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Whether a client takes a media type (RFC 9110, 12.5.1). */
final class AcceptHeader {

    private AcceptHeader() {}

    /** The most specific range that includes the type decides; {@code q=0} refuses it. No header, or an empty one, takes all. */
    static boolean takes(MediaType type, @Nullable String accept) {
        if (accept == null || accept.isBlank() || accept.equals("*/*") || accept.equals(type.toString())) {
            return true;
        }
        List<MediaType> ranges;
        try {
            ranges = MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
        MediaType best = null;
        for (MediaType range : ranges) {
            if (range.includes(type) && (best == null || specificity(range) > specificity(best))) {
                best = range;
            }
        }
        return best != null && best.getQualityValue() > 0;
    }

    /** Spring's own comparison puts the weight first, so that a refused type would never count. */
    private static int specificity(MediaType range) {
        return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
    }
}
