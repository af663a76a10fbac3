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

    /** @throws io.github.stockroom.rest.problem.ProblemException 400 when it is not encoded well or names a member twice */
    public static JsonObject object(byte[] body) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (var field :
                QueryString.parse(new String(body, StandardCharsets.UTF_8)).parameters()) {
            if (members.put(field.name(), field.value()) != null) {
                throw Problem.badRequest("duplicate-key", "Duplicate key", "The form has a field twice.")
                        .exception();
            }
        }
        return new JsonObject(members);
    }
}
