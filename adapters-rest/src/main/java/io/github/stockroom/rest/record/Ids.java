package io.github.stockroom.rest.record;

import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.domain.shared.UniqueId;
import io.github.stockroom.domain.shared.ValidationException;
import java.util.UUID;

/** Record ids in paths. What cannot be the id of a record is the id of no record: 404, not 400. */
public final class Ids {

    private static final int MAX_DIGITS = 18;

    private Ids() {}

    /**
     * @param resource what the path names, in the singular
     * @throws RecordNotFoundException unless it is a number of 1 or more, plainly written
     */
    public static long number(String resource, String text) {
        if (!isNumber(text)) {
            throw new RecordNotFoundException(resource, text);
        }
        return Long.parseLong(text);
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS || text.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /**
     * @param resource what the path names, in the singular
     * @throws RecordNotFoundException unless it is a UUID, in either case
     */
    public static UUID uniqueId(String resource, String text) {
        try {
            return UniqueId.parse(text);
        } catch (ValidationException e) {
            throw new RecordNotFoundException(resource, text);
        }
    }
}
