package io.github.stockroom.application.move;

import io.github.stockroom.domain.shared.Text;
import org.jspecify.annotations.Nullable;

/**
 * A value that is stored in another form than the replaced system had it.
 *
 * @param reason one phrase for people, which names the rule
 * @param before the value, or what may be shown of it
 */
public record Change(String field, String reason, String before, String after) {

    /** No value in a report is longer. */
    private static final int SHOWN = 200;

    /** Returns a change with the start of each value; nothing for none. */
    public static Change of(String field, String reason, @Nullable String before, @Nullable String after) {
        return new Change(field, reason, shown(before), shown(after));
    }

    private static String shown(@Nullable String value) {
        return value == null ? "" : Text.start(value, SHOWN);
    }
}
