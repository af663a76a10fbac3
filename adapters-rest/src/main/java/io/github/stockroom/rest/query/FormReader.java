package io.github.stockroom.rest.query;

import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.json.RecordBudget;
import io.github.stockroom.rest.json.RecordLimits;
import io.github.stockroom.rest.json.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTML forms as strictly as {@link io.github.stockroom.rest.json.JsonReader} reads JSON; all of their members are
 * text.
 */
public final class FormReader {

    private FormReader() {}

    /**
     * @throws UnreadableException when it is not encoded well, names a member twice or has too many
     */
    public static JsonObject object(byte[] body, RecordLimits limits) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        var budget = new RecordBudget(limits);
        var form = QueryString.parse(new String(body, StandardCharsets.UTF_8), name -> budget.addMember());
        for (var field : form.parameters()) {
            if (members.put(field.name(), field.value()) != null) {
                throw new UnreadableException("duplicate-key", "Duplicate key", "The form has a field twice.");
            }
        }
        return JsonObject.of(members);
    }
}
