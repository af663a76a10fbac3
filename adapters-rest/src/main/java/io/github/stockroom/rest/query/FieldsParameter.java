package io.github.stockroom.rest.query;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.domain.shared.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code fields=id,product}: exactly these, in the order in which the resource declares them. */
public final class FieldsParameter {

    private FieldsParameter() {}

    /**
     * Reads the query string of a single record, which knows no other parameter.
     *
     * @throws io.github.stockroom.rest.problem.ProblemException 400 naming every parameter that is not right
     */
    public static <R> List<Field<R, ?>> parse(Fields<R> fields, QueryString query, boolean lenient) {
        if (query.parameters().isEmpty()) {
            return fields.all();
        }
        var errors = new ParameterErrors();
        Set<String> known = Set.of("fields", "format");
        var given = Parameters.known(query, known::contains, lenient, errors, () -> known).stream()
                .collect(Collectors.toMap(QueryString.Parameter::name, QueryString.Parameter::value));
        Parameters.checkFormat(given.get("format"), errors);
        List<Field<R, ?>> shown = parse(fields, given.get("fields"), errors);
        errors.throwIfAny();
        return shown;
    }

    static <R> List<Field<R, ?>> parse(Fields<R> fields, @Nullable String value, ParameterErrors errors) {
        if (value == null) {
            return fields.all();
        }
        Set<Field<R, ?>> wanted = new HashSet<>();
        for (String name : value.split(",", -1)) {
            if (errors.isFull()) {
                break;
            }
            fields.named(name).ifPresentOrElse(wanted::add, () -> errors.add("fields", unknownField(fields, name)));
        }
        return fields.all().stream().filter(wanted::contains).toList();
    }

    static Violation unknownField(Fields<?> fields, String name) {
        String known = fields.all().stream().map(Field::name).collect(Collectors.joining(", "));
        return Violation.of("unknown-field", "There is no field \"" + name + "\"; there are " + known + ".");
    }
}
