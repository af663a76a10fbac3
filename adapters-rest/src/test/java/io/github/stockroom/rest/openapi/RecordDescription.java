package io.github.stockroom.rest.openapi;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.Operator;
import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.rest.query.FieldsParameter;
import io.github.stockroom.rest.query.ListRequestParser;
import io.github.stockroom.rest.rows.BodyFormat;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operations that every kind of record has: a list that filters, sorts and pages, and one record at a time. */
public final class RecordDescription<R> {

    private final String name;
    private final String plural;
    private final String path;
    private final Fields<R> fields;
    private final Map<Field<R, ?>, Member> members = new LinkedHashMap<>();
    private boolean referenced;

    /** @param given the schema in bodies, which may name a default */
    private record Member(Schema<?> schema, Schema<?> given, Object example, boolean writable, boolean required) {}

    /**
     * @param name of the schema, in the singular
     * @param plural the same of many
     * @param path of the collection
     */
    public RecordDescription(String name, String plural, String path, Fields<R> fields) {
        this.name = name;
        this.plural = plural;
        this.path = path;
        this.fields = fields;
    }

    /** A field that the service fills. */
    public RecordDescription<R> given(Field<R, ?> field, String description, Object example) {
        return member(field, Schemas.of(field).readOnly(true), description, example, false, false);
    }

    /** A field that callers must fill. */
    public RecordDescription<R> required(Field<R, ?> field, Schema<?> schema, String description, Object example) {
        return member(field, schema, description, example, true, true);
    }

    /** A field that callers may leave out, and that may be null. */
    public RecordDescription<R> optional(Field<R, ?> field, Schema<?> schema, String description, Object example) {
        return member(field, Schemas.nullable(schema), description, example, true, false);
    }

    /**
     * A field that callers may leave out of a whole record, where it has a value then.
     *
     * @param schema a new one each time: a patch has no default
     */
    public RecordDescription<R> defaulted(
            Field<R, ?> field, Supplier<Schema<?>> schema, Object byDefault, String description, Object example) {
        Schema<?> given = schema.get().description(description).example(example);
        given.setDefault(byDefault);
        members.put(
                field, new Member(schema.get().description(description).example(example), given, example, true, false));
        return this;
    }

    /** Other records refer to these, which cannot be deleted then. */
    public RecordDescription<R> referenced() {
        referenced = true;
        return this;
    }

    private boolean hasUniqueMembers() {
        return members.values().stream()
                .map(member -> member.schema().getExtensions())
                .anyMatch(extensions -> extensions != null && extensions.containsKey("x-unique"));
    }

    private RecordDescription<R> member(
            Field<R, ?> field,
            Schema<?> schema,
            String description,
            Object example,
            boolean writable,
            boolean required) {
        Schema<?> described = schema.description(description).example(example);
        members.put(field, new Member(described, described, example, writable, required));
        return this;
    }

    /** Describes all operations; the group that is returned may get more. */
    public Api.Group describe(Api api) {
        if (!members.keySet().equals(new HashSet<>(fields.all()))) {
            throw new IllegalStateException("the fields of " + name + " are " + fields.all());
        }
        var group = api.group(plural.toLowerCase(Locale.ROOT), plural + ", in lists and one by one.");
        var whole = api.schema(
                name,
                object("", member -> true, member -> true, Member::schema)
                        .addProperty(
                                FieldsParameter.VERSION,
                                Schemas.count()
                                        .readOnly(true)
                                        .description("The number in the `ETag`; shown if `fields` names it.")));
        var details = api.schema(
                name + "Details", object(" as callers give it", Member::writable, Member::required, Member::given));
        var patch = api.schema(
                name + "Patch",
                object(
                        " as a merge patch (RFC 7396): what is absent stays",
                        Member::writable,
                        member -> false,
                        Member::schema));
        list(group, whole);
        create(api, group, whole, details);
        one(group, path + "/{id}", "", whole, details, patch);
        return group;
    }

    /** Describes the operations on one record at another path. */
    public void describeAlsoAt(String recordPath, String suffix, Api.Group group) {
        one(
                group,
                recordPath,
                suffix,
                Schemas.named(name),
                Schemas.named(name + "Details"),
                Schemas.named(name + "Patch"));
    }

    private void list(Api.Group group, Schema<?> whole) {
        var list = group.operation("GET " + path, "list" + plural, "List " + plural.toLowerCase(Locale.ROOT))
                .description(
                        "All of them, streamed, unless `limit` asks for a page; follow `Link` with `rel=\"next\"` for the"
                                + " others. Filters add up. An empty parameter counts as absent; `\"\"` asks for empty text. Lists may"
                                + " be separated by commas or repeated, with or without `[]` behind the name; other parameters may be"
                                + " given once. Unknown ones are refused, except for `_`, `fbclid` and `utm_…`.");
        paging().forEach(list::parameter);
        for (Field<R, ?> field : fields.all()) {
            Stream.of(Operator.values())
                    .filter(operator -> operator.appliesTo(field))
                    .forEach(operator -> list.parameter(filter(field, operator)));
        }
        list.takesHeaders("Prefer-List", "Stockroom-Position")
                .answersJson(200, "The records, in order.", Schemas.array(whole), List.of(example(member -> true)))
                .as(MediaTypes.CSV, Schemas.text(), csv(member -> true))
                .as(MediaTypes.NDJSON, Schemas.text(), json(example(member -> true)) + "\n")
                .with(
                        "Cache-Control",
                        "Link",
                        "X-Total-Count",
                        "Stockroom-Truncated",
                        "Content-Disposition",
                        "Preference-Applied")
                .fails(400, 406);
    }

    private void create(Api api, Api.Group group, Schema<?> whole, Schema<?> details) {
        Map<String, Object> example = example(Member::writable);
        var created = Schemas.named("Created");
        group.operation("POST " + path, "create" + plural, "Create a " + lowerName() + ", or many at once")
                .description(
                        "An array, CSV or NDJSON makes many: all of them or, if one is not valid, none. At most 1,000 in"
                                + " an array and 10,000,000 bytes. CSV has a header row of field names, in any case, separated"
                                + " by commas, semicolons or tabs; an empty cell is null where that is allowed. A character set other"
                                + " than UTF-8 is declared as `text/csv; charset=windows-1252`. Numbers may be given as text; members that callers do not decide are ignored.")
                .parameter(QueryParameters.of(
                        "dry_run",
                        "True: check the body and store nothing. What is stored is not looked at, so values that must"
                                + " be unique, and references, are not checked.",
                        Schemas.truth()))
                .takesHeaders("Prefer-Write", "Idempotency-Key")
                .takes(
                        MediaTypes.JSON,
                        Schemas.oneOf(details, Schemas.array(details).maxItems(BodyFormat.MAX_JSON_ROWS)),
                        example)
                .takes(MediaTypes.CSV, Schemas.text(), csv(Member::writable))
                .takes(MediaTypes.NDJSON, Schemas.text(), json(example) + "\n")
                .answersJson(
                        201,
                        "The record; of many, an array in the order of the request, or their number with `Prefer:"
                                + " return=minimal`.",
                        Schemas.oneOf(whole, Schemas.array(whole), created),
                        example(member -> true))
                .with(
                        "Location",
                        "ETag",
                        "Cache-Control",
                        "Preference-Applied",
                        "Idempotency-Replayed",
                        "Stockroom-Position")
                .answers(204, "Nothing is wrong with the body; with `dry_run=true`.")
                .with("Preference-Applied")
                .fails(400, 406, 409, 413, 415, 422);
    }

    private void one(
            Api.Group group, String recordPath, String suffix, Schema<?> whole, Schema<?> details, Schema<?> patch) {
        boolean deprecated = !suffix.isEmpty();
        Map<String, Object> example = example(member -> true);
        record(group.operation("GET " + recordPath, "get" + name + suffix, "Get a " + lowerName()))
                .deprecated(deprecated)
                .parameter(QueryParameters.fields(fields))
                .parameter(QueryParameters.jsonOnly())
                .takesHeaders("If-None-Match", "Prefer-Read", "Stockroom-Position")
                .answersJson(200, "The record.", whole, example)
                .with("ETag", "Cache-Control", "Preference-Applied")
                .answers(304, "The record is still the one with this `ETag`.")
                .with("ETag", "Cache-Control", "Preference-Applied")
                .fails(400, 404, 406);
        write(group.operation("PUT " + recordPath, "replace" + name + suffix, "Replace a " + lowerName()), whole)
                .deprecated(deprecated)
                .takes(MediaTypes.JSON, details, example(Member::writable));
        write(
                        group.operation(
                                "PATCH " + recordPath,
                                "update" + name + suffix,
                                "Change some fields of a " + lowerName()),
                        whole)
                .deprecated(deprecated)
                .takes(MediaTypes.JSON, patch, example(Member::required))
                .takes(MediaTypes.MERGE_PATCH, patch, example(Member::required));
        record(group.operation("DELETE " + recordPath, "delete" + name + suffix, "Delete a " + lowerName()))
                .deprecated(deprecated)
                .takesHeaders("If-Match", "If-None-Match", "Prefer-Write")
                .answers(204, "It is gone.")
                .with("Preference-Applied", "Stockroom-Position")
                .fails(referenced ? new int[] {400, 404, 409, 412, 428} : new int[] {400, 404, 412, 428});
    }

    private OperationDescription record(OperationDescription operation) {
        Field<R, ?> id = fields.id();
        return operation.pathVariable(
                "id", "The id of the record.", Schemas.of(id), member(id).example());
    }

    private OperationDescription write(OperationDescription operation, Schema<?> whole) {
        return record(operation)
                .takesHeaders("If-Match", "If-None-Match", "Prefer-Write")
                .answersJson(200, "The record as it is now.", whole, example(member -> true))
                .with("ETag", "Cache-Control", "Preference-Applied", "Stockroom-Position")
                .answers(204, "Done; with `Prefer: return=minimal`.")
                .with("ETag", "Preference-Applied", "Stockroom-Position")
                .fails(
                        hasUniqueMembers()
                                ? new int[] {400, 404, 406, 409, 412, 413, 415, 428}
                                : new int[] {400, 404, 406, 412, 413, 415, 428});
    }

    private List<Parameter> paging() {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(QueryParameters.of(
                "limit",
                "How many records at the most; more than " + ListRequestParser.MAX_LIMIT + " are served as "
                        + ListRequestParser.MAX_LIMIT + ". Absent: all.",
                Schemas.wholeNumber(1, Integer.MAX_VALUE).example(100)));
        parameters.add(QueryParameters.of(
                "cursor", "Where to go on, from a `Link` with `rel=\"next\"`; opaque.", Schemas.text()));
        parameters.add(QueryParameters.of(
                "offset",
                "How many records to pass over; not with `cursor`.",
                Schemas.wholeNumber(0, ListRequestParser.MAX_OFFSET)));
        parameters.add(QueryParameters.list(
                "sort",
                "What to sort by, `-` for descending; records without a value come last, equal ones"
                        + " are sorted by id. Text is sorted alphabetically, by case and accents second.",
                Schemas.array(Schemas.choice(sortKeys())).maxItems(ListRequestParser.MAX_SORT_KEYS)));
        parameters.add(QueryParameters.of(
                "q",
                "Only records with this text in one of their text fields, ignoring case.",
                Schemas.text(1, ListRequestParser.MAX_SEARCH_LENGTH)));
        parameters.add(QueryParameters.fields(fields));
        parameters.add(QueryParameters.of(
                "format", "What `Accept` says, for plain links.", Schemas.choice("json", "csv", "ndjson")));
        parameters.add(QueryParameters.of(
                "csv_safe",
                "True: CSV cells that a spreadsheet would take for a formula get a `'` in front.",
                Schemas.truth()));
        parameters.add(QueryParameters.of(
                "csv_bom",
                "True: CSV starts with a byte order mark, without which Excel does not recognise UTF-8.",
                Schemas.truth()));
        parameters.add(QueryParameters.of(
                "csv_separator",
                "What separates the cells of CSV. Excel expects semicolons where a comma separates decimals.",
                Schemas.choice("comma", "semicolon", "tab")));
        return parameters;
    }

    private Parameter filter(Field<R, ?> field, Operator operator) {
        String parameter = ListRequestParser.filterName(field, operator);
        String of = "`" + field.name() + "` ";
        Schema<?> value = Schemas.of(field);
        return switch (operator) {
            case EQ -> QueryParameters.of(parameter, of + "is this.", value);
            case NE -> QueryParameters.of(parameter, of + "is another, or none.", value);
            case LT -> QueryParameters.of(parameter, of + "is below this.", value);
            case LTE -> QueryParameters.of(parameter, of + "is at most this.", value);
            case GT -> QueryParameters.of(parameter, of + "is above this.", value);
            case GTE -> QueryParameters.of(parameter, of + "is at least this.", value);
            case IN ->
                QueryParameters.list(
                        parameter,
                        of + "is one of these; a comma in a value is written `\\,`.",
                        Schemas.array(value).maxItems(ListRequestParser.MAX_OPERANDS));
            case CONTAINS -> QueryParameters.of(parameter, of + "contains this.", value);
            case ICONTAINS -> QueryParameters.of(parameter, of + "contains this, ignoring case.", value);
            case STARTSWITH -> QueryParameters.of(parameter, of + "starts with this.", value);
            case ISTARTSWITH -> QueryParameters.of(parameter, of + "starts with this, ignoring case.", value);
            case ISNULL ->
                QueryParameters.of(parameter, "True: " + of + "has no value. False: it has one.", Schemas.truth());
        };
    }

    private String[] sortKeys() {
        return fields.all().stream()
                .flatMap(field -> Stream.of(field.name(), "-" + field.name()))
                .toArray(String[]::new);
    }

    private Schema<?> object(
            String how, Predicate<Member> shown, Predicate<Member> required, Function<Member, Schema<?>> schema) {
        Map<String, Schema<?>> properties = new LinkedHashMap<>();
        List<String> always = new ArrayList<>();
        fields.all().forEach(field -> {
            if (shown.test(member(field))) {
                properties.put(field.name(), schema.apply(member(field)));
            }
            if (shown.test(member(field)) && required.test(member(field))) {
                always.add(field.name());
            }
        });
        return Schemas.object("A " + lowerName() + how + ".", properties, always);
    }

    private Map<String, Object> example(Predicate<Member> shown) {
        Map<String, Object> example = new LinkedHashMap<>();
        fields.all().stream()
                .filter(field -> shown.test(member(field)))
                .forEach(field -> example.put(field.name(), member(field).example()));
        return example;
    }

    private String csv(Predicate<Member> shown) {
        Map<String, Object> example = example(shown);
        return String.join(",", example.keySet())
                + "\r\n"
                + example.values().stream().map(Object::toString).collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String json(Map<String, Object> example) {
        return example.entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\":"
                        + (e.getValue() instanceof Number ? e.getValue() : "\"" + e.getValue() + "\""))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private Member member(Field<R, ?> field) {
        Member member = members.get(field);
        if (member == null) {
            throw new IllegalStateException("no description of " + name + "." + field);
        }
        return member;
    }

    private String lowerName() {
        return name.toLowerCase(Locale.ROOT);
    }
}
