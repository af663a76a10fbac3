package io.github.stockroom.application.move;

import static io.github.stockroom.application.movie.MovieFixture.aMovie;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stockroom.application.movie.InMemoryMovieRepository;
import io.github.stockroom.application.movie.MovieCatalog;
import io.github.stockroom.application.movie.MovieFields;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.domain.movie.Movie;
import io.github.stockroom.domain.movie.MovieId;
import io.github.stockroom.domain.movie.Slug;
import io.github.stockroom.domain.shared.Violation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MoveTest {

    private static final Change CUT = new Change("title", "too long", "Heatt", "Heat");
    private static final Change RENAMED = new Change("slug", Alternative.REASON, "heat", "heat-of-another");
    private static final Violation BLANK = Violation.of("blank", "This field may not be blank.");

    private final MovieCatalog movies =
            MovieCatalog.on(new InMemoryMovieRepository(), () -> new MovieId(UUID.randomUUID()), Clock.systemUTC());
    private final List<String> told = new ArrayList<>();
    private final Movie heat = aMovie().under("heat-by-mann");

    private final MoveReport report = new MoveReport() {
        @Override
        public void changed(String id, List<Change> changes) {
            told.add(id + " changed: " + changes.stream().map(Change::reason).toList());
        }

        @Override
        public void rejected(String id, List<Violation> why) {
            told.add(id + " rejected: " + why.stream().map(Violation::code).toList());
        }

        @Override
        public void different(String id) {
            told.add(id + " different");
        }
    };

    @Test
    void storesRecordsAsTheyAre() {
        Move<MovieId, Movie> move = run(List.of(row("a", heat, null)));

        assertThat(movies.get(heat.id())).isEqualTo(heat);
        assertThat(figures(move)).containsExactly(1, 1, 0, 0, 0, 0);
        assertThat(told).isEmpty();
    }

    @Test
    void storesMoreThanAChunk() {
        List<MovedRow<Movie>> rows = IntStream.range(0, 2_500)
                .mapToObj(i -> row("row", aMovie().under("heat-" + i), null))
                .toList();

        assertThat(figures(run(rows))).containsExactly(2_500, 2_500, 0, 0, 0, 0);
        assertThat(figures(run(rows))).containsExactly(2_500, 0, 0, 2_500, 0, 0);
    }

    @Test
    void tellsOfChangesAndOfRowsThatBreakRules() {
        Move<MovieId, Movie> move = run(List.of(
                new MovedRow<>("a", heat, null, List.of(CUT), List.of()),
                new MovedRow<>("b", null, null, List.of(), List.of(BLANK))));

        assertThat(figures(move)).containsExactly(2, 1, 1, 0, 0, 1);
        assertThat(told).containsExactlyInAnyOrder("a changed: [too long]", "b rejected: [blank]");
    }

    @Test
    void leavesWhatIsStoredAsItIs() {
        run(List.of(row("a", heat, null)));
        movies.change(heat.id(), Precondition.NONE, details -> aMovie().of(1996).details());

        Move<MovieId, Movie> move = run(List.of(row("a", heat, null)));

        assertThat(figures(move)).containsExactly(1, 0, 0, 0, 1, 0);
        assertThat(told).containsExactly("a different");
        assertThat(movies.get(heat.id()).details().year().value()).isEqualTo(1996);
    }

    @Test
    void rejectsASecondRowOfOneIdAndATakenUniqueValue() {
        Move<MovieId, Movie> move = run(
                List.of(row("a", heat, null), row("b", heat, null), row("c", aMovie().under("heat-by-mann"), null)));

        assertThat(figures(move)).containsExactly(3, 1, 0, 0, 0, 2);
        assertThat(told).containsExactlyInAnyOrder("b rejected: [taken]", "c rejected: [taken]");
    }

    @Test
    void rejectsASecondRowOfOneIdInALaterChunk() {
        List<MovedRow<Movie>> rows = new ArrayList<>(IntStream.range(0, 1_000)
                .mapToObj(i -> row("row", aMovie().under("heat-" + i), null))
                .toList());
        Movie last = Objects.requireNonNull(rows.get(999).item());
        rows.add(row("again", last.under(new Slug("heat-again")), null));

        assertThat(figures(run(rows))).containsExactly(1_001, 1_000, 0, 0, 0, 1);
        assertThat(told).containsExactly("again rejected: [taken]");
    }

    @Test
    void countsARecordOfOtherOriginBesideASecondRowOfOneId() {
        movies.create(aMovie().titled("Alien").details());
        List<MovedRow<Movie>> rows = new ArrayList<>(IntStream.range(0, 1_000)
                .mapToObj(i -> row("row", aMovie().under("heat-" + i), null))
                .toList());
        rows.add(row("again", Objects.requireNonNull(rows.get(999).item()), null));

        Move<MovieId, Movie> move = new Move<>(target(), report);

        assertThat(move.run(rows.iterator())).isEqualTo(1);
        assertThat(figures(move)).containsExactly(1_001, 1_000, 0, 0, 0, 1);
    }

    @Test
    void storesARecordUnderAnotherUniqueValueIfItHasOne() {
        Movie other = aMovie().under("heat-by-mann");
        List<MovedRow<Movie>> rows = List.of(
                row("a", heat, null),
                row("b", other, new Alternative<>(other.under(new Slug("heat-of-another")), RENAMED)));

        Move<MovieId, Movie> first = run(rows);
        Move<MovieId, Movie> second = run(rows);

        assertThat(figures(first)).containsExactly(2, 2, 1, 0, 0, 0);
        assertThat(figures(second)).containsExactly(2, 0, 0, 2, 0, 0);
        assertThat(told).containsExactly("b changed: [another record has the same value]");
        assertThat(movies.get(other.id()).slug()).isEqualTo(new Slug("heat-of-another"));
    }

    @Test
    void countsTheRecordsOfOtherOrigin() {
        movies.create(aMovie().titled("Alien").details());
        movies.create(aMovie().titled("Ronin").details());
        List<MovedRow<Movie>> rows = List.of(row("a", heat, null));

        assertThat(new Move<>(target(), report).run(rows.iterator())).isEqualTo(2);
        assertThat(new Move<>(target(), report).run(rows.iterator())).isEqualTo(2);
    }

    @Test
    void aRowBecomesARecordOrBreaksRules() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MovedRow<>("a", heat, null, List.of(), List.of(BLANK)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MovedRow<Movie>("a", null, null, List.of(), List.of()));
    }

    private MoveTarget<MovieId, Movie> target() {
        return MoveTarget.of(movies, MovieFields.ALL, Movie::id);
    }

    private Move<MovieId, Movie> run(List<MovedRow<Movie>> rows) {
        MoveTarget<MovieId, Movie> target = target();
        Move<MovieId, Movie> move = new Move<>(target, report);
        target.atomically(() -> move.run(rows.iterator()));
        return move;
    }

    private static MovedRow<Movie> row(String id, Movie item, @Nullable Alternative<Movie> otherwise) {
        return new MovedRow<>(id, item, otherwise, List.of(), List.of());
    }

    /** Returns read, created, changed, unchanged, different and rejected. */
    private static List<Integer> figures(Move<?, ?> move) {
        return IntStream.of(
                        (int) move.read(),
                        (int) move.created(),
                        (int) move.changed(),
                        (int) move.unchanged(),
                        (int) move.different(),
                        (int) move.rejected())
                .boxed()
                .toList();
    }
}
