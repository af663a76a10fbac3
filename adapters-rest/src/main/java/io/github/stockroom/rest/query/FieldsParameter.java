package io.github.stockroom.rest.query;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.domain.shared.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code fields=id,product}: exactly these, in the order in which the resource declares them. {@code version},
 * the number in the entity tag, can be named too and comes last. Immutable and thread-safe.
 */
public final class FieldsParameter<R> {

    /** The name of the version of a record, unless the resource has a field of that name. */
    public static final String VERSION = "version";

    private static final Set<String> KNOWN = Set.of("fields", "format");

    private final Fields<R> fields;
    private final List<Field<R, ?>> selectable;

    /** @param version of a record */
    public FieldsParameter(Fields<R> fields, ToLongFunction<R> version) {
        this.fields = fields;
        this.selectable = fields.named(VERSION).isPresent()
                ? fields.all()
                : Stream.concat(fields.all().stream(), Stream.of(Field.<R>wholeNumber(VERSION, version::applyAsLong)))
                        .toList();
    }

    /**
     * Reads the query string of a single record, which knows no other parameter.
     *
     * @throws io.github.stockroom.rest.problem.ProblemException 400 naming every parameter that is not right
     */
    public List<Field<R, ?>> parse(QueryString query, boolean lenient) {
        if (query.parameters().isEmpty()) {
            return fields.all();
        }
        var errors = new ParameterErrors();
        var given = Parameters.known(query, FieldsParameter::kind, lenient, errors, () -> KNOWN);
        Parameters.checkFormat(given.value("format"), errors);
        List<Field<R, ?>> shown = parse(given.values("fields"), errors);
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

    List<Field<R, ?>> parse(List<String> values, ParameterErrors errors) {
        List<String> names = ListValue.elements(values);
        if (names.isEmpty()) {
            return fields.all();
        }
        Set<Field<R, ?>> wanted = new HashSet<>();
        for (String name : names) {
            if (errors.isFull()) {
                break;
            }
            selectable.stream()
                    .filter(field -> field.name().equals(name))
                    .findFirst()
                    .ifPresentOrElse(wanted::add, () -> errors.add("fields", unknownField(selectable, name)));
        }
        return selectable.stream().filter(wanted::contains).toList();
    }

    static Violation unknownField(List<? extends Field<?, ?>> fields, String name) {
        String known = fields.stream().map(Field::name).collect(Collectors.joining(", "));
        return Violation.of("unknown-field", "There is no field \"" + name + "\"; there are " + known + ".");
    }
}
