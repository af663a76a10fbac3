package io.github.stockroom.rest.json;

import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.query.QueryString;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads HTML forms as strictly as {@link JsonReader} reads JSON; all of their members are text. */
public final class FormReader {

    private FormReader() {}

    /**
     * @throws io.github.stockroom.rest.problem.ProblemException 400 when it is not encoded well, names a member twice or has too many
     */
    public static JsonObject object(byte[] body, RecordLimits limits) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        var budget = new RecordBudget(limits);
        var form = QueryString.parse(new String(body, StandardCharsets.UTF_8), budget::addMember);
        for (var field : form.parameters()) {
            if (members.put(field.name(), field.value()) != null) {
                throw Problem.badRequest("duplicate-key", "Duplicate key", "The form has a field twice.")
                        .exception();
            }
        }
        return new JsonObject(members);
    }
}
