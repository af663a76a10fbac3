package io.github.stockroom.domain.shared;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Calendar days as text: ISO 8601, such as {@code 2026-01-31}, without a time and a zone. */
public final class Day {

    private static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private Day() {}

    /** @throws ValidationException {@code invalid}, also for days that no calendar has and for the year 0 */
    public static LocalDate parse(String raw) {
        String text = Text.trim(raw);
        if (!FORM.matcher(text).matches()) {
            throw invalid();
        }
        try {
            return stored(LocalDate.parse(text));
        } catch (DateTimeException e) {
            throw invalid();
        }
    }

    /**
     * Returns the same day.
     *
     * @throws ValidationException {@code invalid} for years before 1 and after 9999, which not every database keeps
     */
    public static LocalDate stored(LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > 9_999) {
            throw invalid();
        }
        return day;
    }

    private static ValidationException invalid() {
        return new ValidationException(Violation.of("invalid", "Must be a day such as 2026-01-31."));
    }
}
