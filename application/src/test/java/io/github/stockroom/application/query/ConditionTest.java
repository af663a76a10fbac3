package io.github.stockroom.application.query;

import static io.github.stockroom.application.query.Note.RANK;
import static io.github.stockroom.application.query.Note.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stockroom.domain.shared.ValidationException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.FieldSource;

class ConditionTest {

    private static final Note NOTE = new Note(1, "Éclair", 5L);
    private static final Note EMPTY = new Note(2, null, null);

    /** A condition, whether it matches the note, and whether it matches the empty one. */
    static final List<Arguments> CASES = List.of(
            Arguments.of(TEXT.is("Éclair"), true, false),
            Arguments.of(TEXT.is("éclair"), false, false),
            Arguments.of(TEXT.isNot("éclair"), true, true),
            Arguments.of(TEXT.isNot("Éclair"), false, true),
            Arguments.of(RANK.below(6L), true, false),
            Arguments.of(RANK.below(5L), false, false),
            Arguments.of(RANK.atMost(5L), true, false),
            Arguments.of(RANK.atMost(4L), false, false),
            Arguments.of(RANK.above(4L), true, false),
            Arguments.of(RANK.above(5L), false, false),
            Arguments.of(RANK.atLeast(5L), true, false),
            Arguments.of(RANK.atLeast(6L), false, false),
            Arguments.of(RANK.in(List.of(4L, 5L)), true, false),
            Arguments.of(RANK.in(List.of(4L)), false, false),
            Arguments.of(RANK.in(List.of()), false, false),
            Arguments.of(TEXT.contains("cla"), true, false),
            Arguments.of(TEXT.contains("CLA"), false, false),
            Arguments.of(TEXT.contains(""), true, false),
            Arguments.of(TEXT.containsIgnoringCase("ÉCLA"), true, false),
            Arguments.of(TEXT.containsIgnoringCase("écla"), true, false),
            Arguments.of(TEXT.containsIgnoringCase("ecla"), false, false),
            Arguments.of(TEXT.startsWith("Éc"), true, false),
            Arguments.of(TEXT.startsWith("éc"), false, false),
            Arguments.of(TEXT.startsWithIgnoringCase("éC"), true, false),
            Arguments.of(TEXT.startsWithIgnoringCase("c"), false, false),
            Arguments.of(RANK.isNull(), false, true),
            Arguments.of(RANK.isNotNull(), true, false));

    @ParameterizedTest
    @FieldSource("CASES")
    void matchesAsItsNameSays(Condition<Note> condition, boolean note, boolean empty) {
        assertThat(condition.matches(NOTE)).isEqualTo(note);
        assertThat(condition.matches(EMPTY)).isEqualTo(empty);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONTAINS", "ICONTAINS", "STARTSWITH", "ISTARTSWITH"})
    void numbersHaveNoParts(Operator operator) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition<>(RANK, operator, List.of(1L)));
    }

    @ParameterizedTest
    @EnumSource(names = "IN", mode = Mode.EXCLUDE)
    void takesOneOperand(Operator operator) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition<>(TEXT, operator, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition<>(TEXT, operator, List.of("a", "b")));
    }

    @ParameterizedTest
    @EnumSource(names = {"EQ", "IN", "LT", "ISNULL"})
    void refusesOperandsOfAnotherType(Operator operator) {
        assertThatExceptionOfType(ClassCastException.class)
                .isThrownBy(() -> new Condition<>(RANK, operator, List.of("5")));
    }

    @Test
    void refusesTextThatNoStoreCanHold() {
        Stream.of("a\0", "\ud83d").forEach(text -> {
            assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> TEXT.is(text));
            assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> TEXT.in(List.of("a", text)));
            assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> Note.ALL.searching(text));
        });
    }
}
