package io.github.stockroom.domain.shared;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Points in time as text: ISO 8601, UTC, six decimals, {@code Z}; databases keep no more than microseconds. */
public final class Timestamp {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Timestamp() {}

    /**
     * Reads a date and time with its offset from UTC, or a date alone, which is its midnight in UTC. A space may stand
     * for the {@code T}, and for the {@code +} of the offset, which a query string turns into one. The offset may have
     * no colon or no minutes, and the name of a zone in brackets behind it.
     *
     * @throws ValidationException {@code invalid}, also for years before 1 and after 9999, which not every database
     *     keeps
     */
    public static Instant parse(String text) {
        try {
            return stored(new TimestampReader(text).read());
        } catch (DateTimeException e) {
            throw invalid();
        }
    }

    public static String format(Instant time) {
        return FORM.format(time.atOffset(ZoneOffset.UTC));
    }

    /**
     * The point in time that a database gives back for this one.
     *
     * @throws ValidationException {@code invalid} for years before 1 and after 9999, which not every database keeps
     */
    public static Instant stored(Instant time) {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw invalid();
        }
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private static ValidationException invalid() {
        return new ValidationException(Violation.of(
                "invalid",
                "Must be a date, or a date and time with its offset from UTC, such as 2026-01-31T12:00:00Z or"
                        + " 2026-01-31T14:00:00%2B02:00; a + in a URL is written %2B."));
    }
}
