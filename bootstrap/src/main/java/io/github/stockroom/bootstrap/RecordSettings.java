package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.json.RecordLimits;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of one record in a request or an imported file, {@code stockroom.record.*}.
 *
 * @param maxMembers how many members it may have, nested ones, columns and form fields included
 */
record RecordSettings(
        @DefaultValue("" + RecordLimits.DEFAULT_MAX_MEMBERS) int maxMembers) {

    private static final int LEAST = 50;
    private static final int MOST = 100_000;

    RecordSettings {
        if (maxMembers < LEAST || maxMembers > MOST) {
            throw new SettingException(
                    "stockroom.record.max-members must be " + LEAST + " to " + MOST + ", not " + maxMembers + ".");
        }
    }

    RecordLimits limits() {
        return new RecordLimits(maxMembers);
    }
}
