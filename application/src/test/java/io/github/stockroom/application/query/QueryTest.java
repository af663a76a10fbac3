package io.github.stockroom.application.query;

import static io.github.stockroom.application.query.Note.ALL;
import static io.github.stockroom.application.query.Note.ID;
import static io.github.stockroom.application.query.Note.RANK;
import static io.github.stockroom.application.query.Note.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {

    private static final Note B2 = new Note(1, "b", 2L);
    private static final Note A1 = new Note(2, "a", 1L);
    private static final Note NOTHING = new Note(3, null, null);
    private static final Note A2 = new Note(4, "A", 2L);

    @Test
    void idClosesTheOrderInTheDirectionOfTheKeyBefore() {
        assertThat(ALL.sort()).containsExactly(ID.ascending());
        assertThat(ALL.sortedBy(RANK.ascending()).sort()).containsExactly(RANK.ascending(), ID.ascending());
        assertThat(ALL.sortedBy(List.of(TEXT.ascending(), RANK.descending())).sort())
                .containsExactly(TEXT.ascending(), RANK.descending(), ID.descending());
        assertThat(ALL.sortedBy(List.of(ID.descending(), RANK.ascending())).sort())
                .containsExactly(ID.descending(), RANK.ascending());
        assertThat(ALL.sortedBy(RANK.descending()).sortedBy(List.of()).sort()).containsExactly(ID.ascending());
    }

    @Test
    void noValueSortsLastBothWays() {
        assertThat(list(ALL.sortedBy(RANK.ascending()))).containsExactly(A1, B2, A2, NOTHING);
        assertThat(list(ALL.sortedBy(RANK.descending()))).containsExactly(A2, B2, A1, NOTHING);
        assertThat(list(ALL.sortedBy(List.of(RANK.descending(), ID.ascending()))))
                .containsExactly(B2, A2, A1, NOTHING);
    }

    @Test
    void everyConditionAndTheSearchMustHold() {
        assertThat(list(ALL.where(RANK.is(2L)).searching("a"))).containsExactly(A2);
        assertThat(list(ALL.where(List.of(RANK.is(2L), TEXT.is("b"))))).containsExactly(B2);
        assertThat(list(ALL.searching("b").searching("a"))).containsExactly(A1, A2);
        assertThat(list(ALL.searching(""))).containsExactly(B2, A1, A2);
    }

    @Test
    void positionsHoldTheSortValuesOfARecord() {
        assertThat(ALL.sortedBy(RANK.ascending()).positionOf(A1)).isEqualTo(new Position(List.of(1L, 2L)));
        assertThat(ALL.sortedBy(RANK.ascending()).positionOf(NOTHING)).isEqualTo(new Position(Arrays.asList(null, 3L)));
    }

    @Test
    void windowsCutTheList() {
        Query<Note> query = ALL.sortedBy(RANK.ascending());
        Window window = Window.first(9).after(query.positionOf(A1)).through(query.positionOf(A2));

        assertThat(InMemoryTable.list(List.of(NOTHING, A2, B2, A1), query, window))
                .containsExactly(B2, A2);
    }

    @Test
    void goingOnBehindAPositionUsesTheOffsetUp() {
        Position position = ALL.positionOf(A1);
        Window window = Window.first(5).withOffset(7).through(position);

        assertThat(window.after(position)).isEqualTo(new Window(5, 0, position, position, Window.Purpose.PAGE));
        assertThat(window.withLimit(6)).isEqualTo(new Window(6, 7, null, position, Window.Purpose.PAGE));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 0", "1, -1"})
    void windowsHoldOneRecordOrMore(int limit, int offset) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Window(limit, offset, null, null, Window.Purpose.PAGE));
    }

    @Test
    void fieldsAreFoundByName() {
        assertThat(Note.FIELDS.named("rank")).containsSame(RANK);
        assertThat(Note.FIELDS.named("Rank")).isEmpty();
        assertThat(Note.FIELDS.searchable()).containsExactly(TEXT);
        assertThatIllegalArgumentException().isThrownBy(() -> new Fields<>(List.of(TEXT), ID, List.of()));
    }

    @Test
    void queriesDoNotChange() {
        assertThat(ALL.where(RANK.is(2L)).conditions()).hasSize(1);
        assertThat(ALL.conditions()).isEmpty();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> ALL.positionOf(A1).key().clear());
    }

    private static List<Note> list(Query<Note> query) {
        return InMemoryTable.list(List.of(NOTHING, A2, A1, B2), query, Window.first(10));
    }
}
