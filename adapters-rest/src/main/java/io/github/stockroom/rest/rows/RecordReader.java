package io.github.stockroom.rest.rows;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.rest.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reader of the records of one resource in bodies and files.
 *
 * @param members that mean something, those that only the service decides among them
 * @param required of these, what every record must have
 * @param reader makes details of one; throws {@link io.github.stockroom.domain.shared.ValidationException} naming every
 *     member that is not right
 * @param current the members that stand for details, which a merge patch is applied to
 */
public record RecordReader<D>(
        Set<String> members,
        Set<String> required,
        Function<JsonObject, D> reader,
        Function<D, Map<String, @Nullable Object>> current) {

    public static <D> RecordReader<D> of(
            Fields<?> fields,
            Set<String> required,
            Function<JsonObject, D> reader,
            Function<D, Map<String, @Nullable Object>> current) {
        Set<String> members = fields.all().stream().map(Field::name).collect(Collectors.toUnmodifiableSet());
        return new RecordReader<>(members, required, reader, current);
    }

    /** The same, but other members are violations and not passed over. */
    public RecordReader<D> strict() {
        Function<JsonObject, D> strict = object -> {
            object.requireOnly(members);
            return reader.apply(object);
        };
        return new RecordReader<>(members, required, strict, current);
    }
}
