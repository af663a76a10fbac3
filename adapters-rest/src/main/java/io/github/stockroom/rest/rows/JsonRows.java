package io.github.stockroom.rest.rows;

import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.rest.json.JsonArray;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.json.RecordLimits;
import io.github.stockroom.rest.json.UnreadableException;
import java.io.InputStream;
import java.util.Optional;

final class JsonRows implements Rows {

    static final int MAX_ROWS = 1_000;

    private final JsonArray array;
    private int index;

    JsonRows(InputStream in, RecordLimits limits) {
        array = new JsonArray(in, limits);
    }

    @Override
    public boolean hasNext() {
        return array.hasNext();
    }

    @Override
    public Row next() {
        if (index == MAX_ROWS) {
            throw UnreadableException.tooLarge(
                    "too-many-rows",
                    "Too many rows",
                    "An array may have " + MAX_ROWS + " records; CSV and NDJSON have no such limit.");
        }
        Optional<JsonObject> object = array.next();
        return new Row(index++, 0, () -> object.orElseThrow(JsonRows::noObject), () -> "");
    }

    @Override
    public byte[] head() {
        return new byte[0];
    }

    @Override
    public byte[] bytes(Row row) {
        return new byte[0];
    }

    private static ValidationException noObject() {
        return new ValidationException(Violation.of("not-an-object", "A record is a JSON object."));
    }
}
