package io.github.stockroom.rest.openapi;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.rest.query.FieldsParameter;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.stream.Stream;

/** Parameters of the query string. */
public final class QueryParameters {

    private QueryParameters() {}

    /** The parameter that selects the fields to show. */
    public static Parameter fields(Fields<?> fields) {
        String[] names = Stream.concat(
                        fields.all().stream().map(Field::name),
                        Stream.of(FieldsParameter.VERSION)
                                .filter(name -> fields.named(name).isEmpty()))
                .toArray(String[]::new);
        return list(
                "fields",
                "Exactly these fields, in the usual order; the others are left out of the answer. `version`, the number in the"
                        + " `ETag`, is shown only if it is named.",
                Schemas.array(Schemas.choice(names)));
    }

    /** Of what can be had as JSON only. */
    public static Parameter jsonOnly() {
        return of("format", "For plain links.", Schemas.choice("json"));
    }

    static Parameter of(String name, String description, Schema<?> schema) {
        return new Parameter().in("query").name(name).description(description).schema(schema);
    }

    /** One or more values, separated by commas. */
    static Parameter list(String name, String description, Schema<?> array) {
        return of(name, description, array.minItems(1))
                .style(Parameter.StyleEnum.FORM)
                .explode(false);
    }
}
