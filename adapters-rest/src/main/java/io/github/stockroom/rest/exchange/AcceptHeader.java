package io.github.stockroom.rest.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Selects the media type of a response by {@code Accept} (RFC 9110, 12.5.1). */
final class AcceptHeader {

    private AcceptHeader() {}

    /**
     * The offered type of the greatest weight. Of equal ones, what the client names beats what a wildcard covers, and
     * then the first counts. For each type the most specific range that includes it decides; {@code q=0} refuses it. No
     * header, or an empty one, takes the first.
     *
     * @param offered at least one
     * @return empty when the client takes none
     */
    static Optional<String> best(List<String> offered, HttpServletRequest request) {
        List<String> accept =
                request.getHeader("Accept") == null ? List.of() : Collections.list(request.getHeaders("Accept"));
        return best(offered, accept.isEmpty() ? null : String.join(",", accept));
    }

    /** The same with the value of the header field; null when there is none. */
    static Optional<String> best(List<String> offered, @Nullable String accept) {
        String first = offered.get(0);
        if (accept == null || accept.isBlank() || accept.equals("*/*") || accept.equals(first)) {
            return Optional.of(first);
        }
        List<MediaType> ranges;
        try {
            ranges = MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException e) {
            return Optional.empty();
        }
        String best = null;
        MediaType bestRange = null;
        for (String type : offered) {
            MediaType range = mostSpecific(MediaType.valueOf(type), ranges);
            if (range != null && range.getQualityValue() > 0 && (bestRange == null || isBetter(range, bestRange))) {
                best = type;
                bestRange = range;
            }
        }
        return Optional.ofNullable(best);
    }

    private static @Nullable MediaType mostSpecific(MediaType type, List<MediaType> ranges) {
        MediaType best = null;
        for (MediaType range : ranges) {
            if (range.includes(type) && (best == null || specificity(range) > specificity(best))) {
                best = range;
            }
        }
        return best;
    }

    private static boolean isBetter(MediaType a, MediaType b) {
        int weight = Double.compare(a.getQualityValue(), b.getQualityValue());
        return weight > 0 || weight == 0 && specificity(a) > specificity(b);
    }

    /** Spring's own comparison puts the weight first, so that a refused type would never count. */
    private static int specificity(MediaType range) {
        return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
    }
}
