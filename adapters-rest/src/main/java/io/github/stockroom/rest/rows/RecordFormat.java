package io.github.stockroom.rest.rows;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.rest.json.JsonObject;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How records of one resource come in.
 *
 * @param members that mean something, those that only the service decides among them
 * @param required of these, what every record must have
 * @param reader makes details of one; throws {@link io.github.stockroom.domain.shared.ValidationException}
 */
public record RecordFormat<D>(Set<String> members, Set<String> required, Function<JsonObject, D> reader) {

    public static <D> RecordFormat<D> of(Fields<?> fields, Set<String> required, Function<JsonObject, D> reader) {
        Set<String> members = fields.all().stream().map(Field::name).collect(Collectors.toUnmodifiableSet());
        return new RecordFormat<>(members, required, reader);
    }

    /** The same, but other members are violations and not passed over. */
    public RecordFormat<D> strict() {
        return new RecordFormat<>(members, required, object -> {
            object.requireOnly(members);
            return reader.apply(object);
        });
    }
}
