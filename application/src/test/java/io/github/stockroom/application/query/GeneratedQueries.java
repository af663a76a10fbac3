package io.github.stockroom.application.query;

import static org.quicktheories.impl.Constraint.between;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.quicktheories.core.Gen;
import org.quicktheories.core.RandomnessSource;

/** Generates queries on any record: up to three conditions, a search or none, and up to three sort keys. */
final class GeneratedQueries<R> implements Gen<Query<R>> {

    private static final int MAX_PARTS = 3;

    private final Fields<R> fields;
    private final Operands<R> operands;
    private final List<String> searches;

    /** The operands that make sense for a field; the same list each time, and not empty. */
    interface Operands<R> {
        List<? extends Object> of(Field<R, ?> field);
    }

    GeneratedQueries(Fields<R> fields, Operands<R> operands, List<String> searches) {
        this.fields = fields;
        this.operands = operands;
        this.searches = searches;
    }

    @Override
    public Query<R> generate(RandomnessSource in) {
        List<Condition<R>> conditions = new ArrayList<>();
        for (int left = number(in, MAX_PARTS); left > 0; left--) {
            conditions.add(condition(in));
        }
        List<SortKey<R>> sort = new ArrayList<>();
        for (int left = number(in, MAX_PARTS); left > 0; left--) {
            Field<R, ?> field = oneOf(fields.all(), in);
            sort.add(number(in, 1) == 0 ? field.ascending() : field.descending());
        }
        Query<R> query = Query.of(fields).where(conditions).sortedBy(sort);
        return number(in, 3) == 0 ? query.searching(oneOf(searches, in)) : query;
    }

    private Condition<R> condition(RandomnessSource in) {
        Field<R, ?> field = oneOf(fields.all(), in);
        List<Operator> operators = IntStream.range(0, Operator.values().length)
                .mapToObj(i -> Operator.values()[i])
                .filter(operator -> operator.appliesTo(field))
                .toList();
        Operator operator = oneOf(operators, in);
        List<Object> chosen = new ArrayList<>();
        int count = operator == Operator.IN ? number(in, MAX_PARTS) : 1;
        for (int i = 0; i < count; i++) {
            chosen.add(operator == Operator.ISNULL ? number(in, 1) == 1 : oneOf(operands.of(field), in));
        }
        return new Condition<>(field, operator, chosen);
    }

    private static <T> T oneOf(List<T> all, RandomnessSource in) {
        return all.get(number(in, all.size() - 1));
    }

    private static int number(RandomnessSource in, int most) {
        return (int) in.next(between(0, most));
    }
}
