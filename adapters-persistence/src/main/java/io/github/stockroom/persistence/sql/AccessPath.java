package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.query.Condition;
import io.github.stockroom.application.query.Operator;
import io.github.stockroom.application.query.Query;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The access path of a page. PostgreSQL chooses it by itself. H2 does not take the limit into account: for
 * {@code price >= 5 order by id limit 21} it reads all records of that price and sorts them, 3 s among a million, where
 * the first 21 in the order of the id would do.
 *
 * @param skipped conditions of which no index is to be used
 * @param constant a condition on one value, behind which the index of its column has the records in the order of the
 *     id; null: none
 */
record AccessPath<R>(Set<Condition<R>> skipped, @Nullable Condition<R> constant) {

    /** Records that are looked up and sorted faster than the order is walked until enough of them have come. */
    static final int FEW = 500;

    static <R> AccessPath<R> chosenByDatabase() {
        return new AccessPath<>(Set.of(), null);
    }

    /**
     * Walks the order of the query, unless a condition matches few records, which are looked up then.
     *
     * @param matchesFew fewer than {@link #FEW}
     */
    static <R> AccessPath<R> choose(IndexUse<R> indexes, Query<R> query, Predicate<Condition<R>> matchesFew) {
        if (!indexes.servesOrder() || indexes.isById()) {
            return chosenByDatabase();
        }
        List<Condition<R>> others =
                query.conditions().stream().filter(indexes::looksUpInOtherOrder).toList();
        boolean inOrderOfId = query.sort().get(0).field() == query.fields().id();
        Optional<Condition<R>> oneValue = others.stream()
                .filter(condition -> inOrderOfId && condition.operator() == Operator.EQ)
                .findFirst();
        Condition<R> used = oneValue.or(() -> others.stream().filter(matchesFew).findFirst())
                .orElse(null);
        Set<Condition<R>> skipped =
                others.stream().filter(condition -> condition != used).collect(Collectors.toUnmodifiableSet());
        return new AccessPath<>(skipped, oneValue.orElse(null));
    }
}
