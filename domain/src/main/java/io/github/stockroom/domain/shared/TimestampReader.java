package io.github.stockroom.domain.shared;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads one text from left to right, as {@link Timestamp#parse} says. */
final class TimestampReader {

    private static final int MAX_DECIMALS = 9;

    private final String text;
    private int next;

    TimestampReader(String text) {
        this.text = text;
    }

    /** @throws DateTimeException if it is something else */
    Instant read() {
        LocalDate date = date();
        if (isAtEnd()) {
            return date.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        if (!skip('T') && !skip('t') && !skip(' ')) {
            throw unreadable();
        }
        LocalTime time = time();
        ZoneOffset offset = offset();
        skipZone();
        if (!isAtEnd()) {
            throw unreadable();
        }
        return OffsetDateTime.of(date, time, offset).toInstant();
    }

    private LocalDate date() {
        int year = number(4);
        require('-');
        int month = number(2);
        require('-');
        return LocalDate.of(year, month, number(2));
    }

    private LocalTime time() {
        int hour = number(2);
        require(':');
        int minute = number(2);
        int second = skip(':') ? number(2) : 0;
        return LocalTime.of(hour, minute, second, skip('.') ? nanos() : 0);
    }

    private int nanos() {
        int decimals = 0;
        int nanos = 0;
        while (decimals < MAX_DECIMALS && isDigit()) {
            nanos = 10 * nanos + number(1);
            decimals++;
        }
        if (decimals == 0) {
            throw unreadable();
        }
        for (int i = decimals; i < MAX_DECIMALS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private ZoneOffset offset() {
        boolean spaced = skip(' ');
        if (skip('Z') || skip('z') || spaced && (skip("UTC") || skip("GMT"))) {
            return ZoneOffset.UTC;
        }
        boolean west = skip('-');
        if (!west && !skip('+') && !skip(' ') && !spaced) {
            throw unreadable();
        }
        int hours = number(2);
        int minutes = skip(':') || isDigit() ? number(2) : 0;
        return west ? ZoneOffset.ofHoursMinutes(-hours, -minutes) : ZoneOffset.ofHoursMinutes(hours, minutes);
    }

    /** Passes over the name of a zone, which Java and JavaScript's Temporal write behind the offset that decides. */
    private void skipZone() {
        int end = text.length() - 1;
        if (next < end && text.charAt(next) == '[' && text.charAt(end) == ']') {
            next = text.length();
        }
    }

    private int number(int digits) {
        int number = 0;
        for (int i = 0; i < digits; i++) {
            if (!isDigit()) {
                throw unreadable();
            }
            number = 10 * number + text.charAt(next) - '0';
            next++;
        }
        return number;
    }

    private void require(char wanted) {
        if (!skip(wanted)) {
            throw unreadable();
        }
    }

    private boolean skip(char wanted) {
        boolean there = next < text.length() && text.charAt(next) == wanted;
        next += there ? 1 : 0;
        return there;
    }

    private boolean skip(String wanted) {
        boolean there = text.startsWith(wanted, next);
        next += there ? wanted.length() : 0;
        return there;
    }

    private boolean isDigit() {
        return next < text.length() && text.charAt(next) >= '0' && text.charAt(next) <= '9';
    }

    private boolean isAtEnd() {
        return next == text.length();
    }

    private static DateTimeException unreadable() {
        return new DateTimeException("not a date and time");
    }
}
