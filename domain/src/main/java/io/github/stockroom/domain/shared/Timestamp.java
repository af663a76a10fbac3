package io.github.stockroom.domain.shared;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Points in time as text: ISO 8601, UTC, six decimals, {@code Z}; databases keep no more than microseconds. */
public final class Timestamp {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;

    private Timestamp() {}

    /**
     * Reads a date and time with its offset from UTC.
     *
     * @throws ValidationException {@code invalid}, also for years before 1 and after 9999, which not every database keeps
     */
    public static Instant parse(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
                return stored(time.toInstant());
            }
        } catch (DateTimeException e) {
            // told below, in the same words
        }
        throw new ValidationException(
                Violation.of("invalid", "Must be a date and time with offset, such as 2026-01-31T12:00:00.000000Z."));
    }

    public static String format(Instant time) {
        return FORM.format(time.atOffset(ZoneOffset.UTC));
    }

    /** The point in time that a database gives back for this one. */
    public static Instant stored(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
