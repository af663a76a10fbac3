package io.github.stockroom.application.query;

import static io.github.stockroom.application.query.Note.RANK;
import static io.github.stockroom.application.query.Note.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;
import static org.quicktheories.generators.SourceDSL.strings;

import io.github.stockroom.domain.shared.Text;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

/** Properties of {@link Condition#matches} and {@link Query#compare}, the definitions that every store agrees with. */
class ConditionPropertiesTest {

    private static final Gen<Long> RANKS = longs().between(-3, 3);
    private static final Gen<String> TEXTS =
            strings().betweenCodePoints(0x01, 0x24f).ofLengthBetween(0, 12);

    private static final Gen<Note> NOTES = integers()
            .between(1, 9)
            .zip(
                    TEXTS.toOptionals(20),
                    RANKS.toOptionals(20),
                    (id, text, rank) -> new Note(id, text.orElse(null), rank.orElse(null)));

    @Test
    void aConditionAndItsOppositeShareNoRecordThatHasAValue() {
        qt().forAll(NOTES, RANKS).checkAssert((note, rank) -> {
            boolean present = note.rank() != null;
            assertThat(RANK.isNotNull().matches(note)).isEqualTo(present);
            assertThat(RANK.isNull().matches(note)).isEqualTo(!present);
            assertThat(RANK.isNot(rank).matches(note)).isEqualTo(!RANK.is(rank).matches(note));
            assertThat(RANK.below(rank).matches(note))
                    .isEqualTo(present && !RANK.atLeast(rank).matches(note));
            assertThat(RANK.above(rank).matches(note))
                    .isEqualTo(present && !RANK.atMost(rank).matches(note));
        });
    }

    @Test
    void inMeansThatOneOfTheValuesIsEqual() {
        qt().forAll(NOTES, RANKS, RANKS)
                .checkAssert((note, a, b) -> assertThat(RANK.in(List.of(a, b)).matches(note))
                        .isEqualTo(RANK.is(a).matches(note) || RANK.is(b).matches(note)));
    }

    @Test
    void everyPartIsContainedInAnyCaseAndEveryStartStartsTheText() {
        qt().forAll(TEXTS, integers().between(0, 12), integers().between(0, 12)).checkAssert((text, from, length) -> {
            Note note = new Note(1, text, null);
            int start = Math.min(from, text.length());
            String part = text.substring(start, Math.min(start + length, text.length()));
            assertThat(TEXT.contains(part).matches(note)).isTrue();
            assertThat(TEXT.containsIgnoringCase(CaseFolding.fold(part)).matches(note))
                    .isTrue();
            assertThat(Note.ALL.searching(CaseFolding.fold(part)).matches(note)).isTrue();
            String beginning = Text.start(text, length);
            assertThat(TEXT.startsWith(beginning).matches(note)).isTrue();
            assertThat(TEXT.startsWithIgnoringCase(CaseFolding.fold(beginning)).matches(note))
                    .isTrue();
        });
    }

    @Test
    void whatMatchesACaseAlsoMatchesWithoutIt() {
        qt().forAll(NOTES, TEXTS).checkAssert((note, part) -> {
            if (TEXT.startsWith(part).matches(note)) {
                assertThat(TEXT.contains(part).matches(note)).isTrue();
                assertThat(TEXT.startsWithIgnoringCase(part).matches(note)).isTrue();
            }
            if (TEXT.contains(part).matches(note)) {
                assertThat(TEXT.containsIgnoringCase(part).matches(note)).isTrue();
            }
        });
    }

    @Test
    void everyQueryHasATotalOrderInWhichMissingValuesComeLast() {
        List<Query<Note>> orders = List.of(
                Note.ALL.sortedBy(RANK.descending()),
                Note.ALL.sortedBy(List.of(TEXT.ascending(), RANK.descending())),
                Note.ALL.sortedBy(List.of(RANK.ascending(), TEXT.descending())));
        qt().forAll(NOTES, NOTES, NOTES)
                .checkAssert((a, b, c) -> orders.forEach(query -> {
                    Comparator<Note> order =
                            (x, y) -> Integer.signum(query.compare(query.positionOf(x), query.positionOf(y)));
                    assertThat(order.compare(a, b)).isEqualTo(-order.compare(b, a));
                    if (order.compare(a, b) <= 0 && order.compare(b, c) <= 0) {
                        assertThat(order.compare(a, c)).isNotPositive();
                    }
                    Field<Note, ?> first = query.sort().get(0).field();
                    if (first.valueOf(a) != null && first.valueOf(b) == null) {
                        assertThat(order.compare(a, b)).isNegative();
                    }
                }));
    }
}
