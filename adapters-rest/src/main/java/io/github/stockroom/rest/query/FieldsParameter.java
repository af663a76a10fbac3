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

    private static final Set<String> KNOWN = Set.of("fields", "format");

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
        var given = Parameters.known(query, FieldsParameter::kind, lenient, errors, () -> KNOWN);
        Parameters.checkFormat(given.value("format"), errors);
        List<Field<R, ?>> shown = parse(fields, given.values("fields"), errors);
        errors.throwIfAny();
        return shown;
    }

    private static Parameters.@Nullable Kind kind(String name) {
        return switch (name) {
            case "fields" -> Parameters.Kind.LIST;
            case "format" -> Parameters.Kind.ONE_VALUE;
            default -> null;
        };
    }

    static <R> List<Field<R, ?>> parse(Fields<R> fields, List<String> values, ParameterErrors errors) {
        List<String> names = ListValue.elements(values);
        if (names.isEmpty()) {
            return fields.all();
        }
        Set<Field<R, ?>> wanted = new HashSet<>();
        for (String name : names) {
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
