package io.github.stockroom.rest.record;

import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.domain.shared.KeptId;
import io.github.stockroom.domain.shared.UniqueId;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.WholeNumber;
import io.github.stockroom.rest.json.JsonObject;
import java.util.UUID;

/** Record ids in paths. What cannot be the id of a record is the id of no record: 404, not 400. */
public final class Ids {

    private static final int MAX_DIGITS = 18;

    private Ids() {}

    /**
     * Reads the id of a row that keeps it.
     *
     * @return as {@link KeptId} allows it
     * @throws ValidationException that names the member {@code id}
     */
    public static long kept(JsonObject row) {
        var validation = new Validation();
        var id = validation.field("id", () -> KeptId.checked(row.wholeNumber("id")));
        return validation.build(id::get);
    }

    /**
     * Reads the id of a row that keeps it.
     *
     * @throws ValidationException that names the member {@code id}
     */
    public static UUID keptUniqueId(JsonObject row) {
        var validation = new Validation();
        var id = validation.field("id", () -> row.uniqueId("id"));
        return validation.build(id::get);
    }

    /**
     * @param resource what the path names, in the singular
     * @throws RecordNotFoundException unless it is a number of 1 or more, plainly written
     */
    public static long number(String resource, String text) {
        if (text.length() > MAX_DIGITS || !WholeNumber.isDigits(text) || text.startsWith("0")) {
            throw new RecordNotFoundException(resource, text);
        }
        return Long.parseLong(text);
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
