package io.github.stockroom.rest.query;

import io.github.stockroom.application.query.Condition;
import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.Operator;
import io.github.stockroom.application.query.Position;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.SortKey;
import io.github.stockroom.domain.shared.Text;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.domain.shared.WholeNumber;
import io.github.stockroom.rest.output.CsvOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the query string of a collection; all that is wrong with it is reported at once. Immutable and thread-safe. */
public final class ListRequestParser<R> {

    /** A larger {@code limit} is served as this one (AIP-158). */
    public static final int MAX_LIMIT = 1_000;

    public static final int MAX_OFFSET = 10_000;
    public static final int MAX_SORT_KEYS = 3;
    public static final int MAX_SEARCH_LENGTH = 200;
    public static final int MAX_OPERANDS = 500;

    /** Ends the names of the parameters that take a list of values. */
    static final String IN = "__in";

    private static final Map<String, Parameters.Kind> PAGING = Map.of(
            "limit",
            Parameters.Kind.ONE_VALUE,
            "offset",
            Parameters.Kind.ONE_VALUE,
            "cursor",
            Parameters.Kind.ONE_VALUE,
            "sort",
            Parameters.Kind.LIST,
            "q",
            Parameters.Kind.ONE_VALUE,
            "fields",
            Parameters.Kind.LIST,
            "format",
            Parameters.Kind.ONE_VALUE,
            CsvParameters.SAFE,
            Parameters.Kind.ONE_VALUE,
            CsvParameters.MARK,
            Parameters.Kind.ONE_VALUE,
            CsvParameters.SEPARATOR,
            Parameters.Kind.ONE_VALUE);

    private static final Pattern DIRECTION = Pattern.compile("\\b(asc|desc)$", Pattern.CASE_INSENSITIVE);
    private static final Set<String> FORMATS = Set.of("json", "csv", "ndjson");

    private final String resource;
    private final Fields<R> fields;
    private final FieldsParameter<R> selection;
    private final Map<String, FilterParameter<R>> filters = new HashMap<>();

    /**
     * @param resource names the resource in cursors
     * @param version of a record
     */
    public ListRequestParser(String resource, Fields<R> fields, ToLongFunction<R> version) {
        this.resource = resource;
        this.fields = fields;
        this.selection = new FieldsParameter<>(fields, version);
        for (Field<R, ?> field : fields.all()) {
            for (Operator operator : Operator.values()) {
                if (operator.appliesTo(field)) {
                    var filter = new FilterParameter<R>(field, operator);
                    filters.put(filter.name(), filter);
                }
            }
        }
    }

    /** Returns the name of the parameter that filters by this field and operator, such as {@code price__gte}. */
    public static String filterName(Field<?, ?> field, Operator operator) {
        return operator == Operator.EQ
                ? field.name()
                : field.name() + "__" + operator.name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param lenient true: unknown parameters are passed over
     * @param csv whether the answer will be CSV
     * @throws io.github.stockroom.rest.problem.ProblemException 400 naming every parameter that is not right
     */
    public ListRequest<R> parse(QueryString queryString, boolean lenient, boolean csv) {
        var errors = new ParameterErrors();
        Parameters given = Parameters.known(queryString, this::kind, lenient, errors, this::allowed);
        List<Condition<R>> conditions = conditions(given, errors);
        String format = given.value("format");
        if (format != null && !FORMATS.contains(format)) {
            errors.add("format", "invalid", "The format is json, csv or ndjson.");
        }
        CsvOptions csvOptions = CsvParameters.parse(given, csv, errors);
        Query<R> query = Query.of(fields).where(conditions).sortedBy(sort(given.values("sort"), errors));
        String text = given.value("q");
        String search = text == null ? null : errors.of("q", () -> Text.required(text, MAX_SEARCH_LENGTH));
        if (search != null) {
            query = query.searching(search);
        }
        List<Field<R, ?>> shown = selection.parse(given.values("fields"), errors);
        Integer limit = limit(given.value("limit"), errors);
        int offset = offset(given.value("offset"), errors);
        String cursor = given.value("cursor");
        if (given.value("offset") != null && cursor != null) {
            errors.add("offset", "invalid", "Use either offset or cursor.");
        }
        // A cursor can be judged only by a query that is right itself.
        errors.throwIfAny();
        Position after = cursor(query, cursor, errors);
        errors.throwIfAny();
        return new ListRequest<>(query, shown, limit, offset, after, csvOptions);
    }

    private @Nullable Position cursor(Query<R> query, @Nullable String cursor, ParameterErrors errors) {
        return cursor == null ? null : errors.of("cursor", () -> Cursors.decode(resource, query, cursor));
    }

    /** The cursor that leads on behind a position. */
    public String cursor(Query<R> query, Position position) {
        return Cursors.encode(resource, query, position);
    }

    private Parameters.@Nullable Kind kind(String name) {
        FilterParameter<R> filter = filters.get(name);
        return filter == null ? PAGING.get(name) : filter.kind();
    }

    private List<Condition<R>> conditions(Parameters given, ParameterErrors errors) {
        List<Condition<R>> conditions = new ArrayList<>();
        for (String name : given.names()) {
            FilterParameter<R> filter = filters.get(name);
            Condition<R> condition = filter == null
                    ? null
                    : errors.<@Nullable Condition<R>>of(name, () -> filter.parse(given.values(name)));
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return conditions;
    }

    private List<SortKey<R>> sort(List<String> values, ParameterErrors errors) {
        List<SortKey<R>> keys = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String part : ListValue.elements(values)) {
            if (errors.isFull()) {
                break;
            }
            boolean descending = part.startsWith("-");
            String name = descending || part.startsWith("+") ? part.substring(1) : part;
            var field = fields.named(name);
            if (field.isEmpty()) {
                errors.add("sort", unsortable(name));
            } else if (!names.add(name)) {
                errors.add("sort", "invalid", "A field can be sorted by once.");
            } else {
                keys.add(new SortKey<>(field.get(), descending));
            }
        }
        if (keys.size() > MAX_SORT_KEYS) {
            errors.add("sort", "invalid", "At most " + MAX_SORT_KEYS + " fields can be sorted by.");
        }
        return keys;
    }

    private Violation unsortable(String name) {
        Violation unknown = FieldsParameter.unknownField(fields.all(), name);
        // As in "price desc", "price:desc" and "price,desc"
        return DIRECTION.matcher(name).find()
                ? Violation.of(unknown.code(), unknown.message() + " Descending order is written -id.")
                : unknown;
    }

    private static @Nullable Integer limit(@Nullable String value, ParameterErrors errors) {
        Long limit = value == null
                ? null
                : errors.of("limit", () -> WholeNumber.between(1, Long.MAX_VALUE, WholeNumber.parse(value)));
        return limit == null ? null : (int) Math.min(limit, MAX_LIMIT);
    }

    private static int offset(@Nullable String value, ParameterErrors errors) {
        Long offset = value == null
                ? null
                : errors.of("offset", () -> WholeNumber.between(0, Long.MAX_VALUE, WholeNumber.parse(value)));
        if (offset == null) {
            return 0;
        }
        if (offset > MAX_OFFSET) {
            errors.add(
                    "offset",
                    Violation.of(
                            "offset-too-large",
                            "At most " + MAX_OFFSET + "; to go further, use the cursor of the Link header.",
                            "max",
                            MAX_OFFSET));
        }
        return (int) Math.min(offset, MAX_OFFSET);
    }

    private Set<String> allowed() {
        Set<String> names = new TreeSet<>(PAGING.keySet());
        names.addAll(filters.keySet());
        return names;
    }
}
