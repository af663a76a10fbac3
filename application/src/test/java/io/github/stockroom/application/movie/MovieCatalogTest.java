package io.github.stockroom.application.movie;

import static io.github.stockroom.application.movie.MovieFixture.aMovie;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stockroom.application.AtOnce;
import io.github.stockroom.application.catalog.CatalogContract;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.domain.movie.Movie;
import io.github.stockroom.domain.movie.MovieDetails;
import io.github.stockroom.domain.movie.MovieId;
import io.github.stockroom.domain.movie.Slug;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MovieCatalogTest extends CatalogContract<MovieId, MovieDetails, Movie> {

    private static final Query<Movie> ALL = Query.of(MovieFields.ALL);
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(1);

    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger inserts = new AtomicInteger();
    private final MovieRepository movies = new InMemoryMovieRepository() {
        @Override
        public Set<Slug> taken(Collection<Slug> slugs) {
            looks.incrementAndGet();
            return super.taken(slugs);
        }

        @Override
        public boolean insert(Movie movie) {
            inserts.incrementAndGet();
            return super.insert(movie);
        }
    };
    private final MovieCatalog catalog = at(NOON);

    @Override
    protected MovieCatalog catalog() {
        return catalog;
    }

    @Override
    protected Fields<Movie> fields() {
        return MovieFields.ALL;
    }

    @Override
    protected MovieDetails details(int number) {
        return aMovie().of(number).details();
    }

    @Override
    protected MovieId idOf(Movie movie) {
        return movie.id();
    }

    @Override
    protected long versionOf(Movie movie) {
        return movie.version();
    }

    @Override
    protected MovieDetails detailsOf(Movie movie) {
        return movie.details();
    }

    @Override
    protected MovieId unknownId() {
        return new MovieId(UUID.randomUUID());
    }

    @Test
    void idThatIsGivenTwiceFailsInsteadOfBeingTriedForEver() {
        Movie stored = catalog.create(aMovie().titled("Heat").details());
        MovieCatalog repeating = MovieCatalog.on(movies, stored::id, Clock.fixed(NOON, ZoneOffset.UTC));
        List<MovieDetails> one = List.of(aMovie().titled("Ronin").details());

        assertThatIllegalStateException().isThrownBy(() -> repeating.create(one.get(0)));
        assertThatIllegalStateException().isThrownBy(() -> repeating.createAll(one.iterator(), created -> {}));
        assertThat(catalog.list(ALL, Window.first(2)).items()).containsExactly(stored);
    }

    @Test
    void idThatIsGivenTwiceInOneStepStoresNothing() {
        MovieId id = unknownId();
        MovieCatalog repeating = MovieCatalog.on(movies, () -> id, Clock.fixed(NOON, ZoneOffset.UTC));
        List<MovieDetails> two = List.of(
                aMovie().titled("Heat").details(), aMovie().titled("Ronin").details());

        assertThatIllegalStateException().isThrownBy(() -> repeating.createAll(two.iterator(), created -> {}));
        assertThat(catalog.count(ALL)).isZero();
    }

    @Test
    void slugThatIsAlwaysTakenEndsTheAttempts() {
        AtomicInteger attempts = new AtomicInteger();
        MovieRepository contended = new InMemoryMovieRepository() {
            @Override
            public boolean insert(Movie movie) {
                attempts.incrementAndGet();
                return false;
            }
        };
        MovieCatalog other = MovieCatalog.on(contended, this::unknownId, Clock.fixed(NOON, ZoneOffset.UTC));
        List<MovieDetails> one = List.of(aMovie().details());

        assertThatExceptionOfType(TemporarilyUnavailableException.class).isThrownBy(() -> other.create(one.get(0)));
        assertThatExceptionOfType(TemporarilyUnavailableException.class)
                .isThrownBy(() -> other.createAll(one.iterator(), created -> {}));
        assertThat(attempts).hasValueLessThan(2_100);
    }

    @Test
    void whatWasCreatedCanBeRead() {
        MovieDetails ronin = aMovie().titled("Ronin").about("Paris").of(1998).details();

        Movie created = catalog.create(ronin);

        assertThat(created).isEqualTo(Movie.create(created.id(), new Slug("ronin"), NOON, ronin));
        assertThat(catalog.get(created.id())).isEqualTo(created);
    }

    @Test
    void timesAreKeptToTheMicrosecond() {
        Instant exact = NOON.plusNanos(123_456_789);
        Movie created = at(exact).create(aMovie().details());

        assertThat(created.created()).isEqualTo(NOON.plusNanos(123_456_000)).isEqualTo(created.modified());
        assertThat(at(exact.plusSeconds(1))
                        .change(created.id(), Precondition.NONE, of(2000))
                        .modified())
                .isEqualTo(LATER.plusNanos(123_456_000));
    }

    @Test
    void modifiedMovesWithARealChange() {
        Movie created = catalog.create(aMovie().of(1995).details());

        Movie changed = at(LATER).change(created.id(), Precondition.anyOf(Set.of(1L)), of(2000));

        assertThat(changed)
                .isEqualTo(new Movie(
                        created.id(),
                        2,
                        created.slug(),
                        NOON,
                        LATER,
                        aMovie().of(2000).details()))
                .isEqualTo(catalog.get(created.id()));
    }

    @Test
    void equalChangeKeepsVersionAndModified() {
        Movie created = catalog.create(aMovie().of(1995).details());

        assertThat(at(LATER).change(created.id(), Precondition.NONE, of(1995))).isEqualTo(created);
        assertThat(catalog.get(created.id())).isEqualTo(created);
    }

    @Test
    void slugStaysWhateverTheTitleBecomes() {
        Movie heat = catalog.create(aMovie().titled("Heat").details());

        Movie renamed = catalog.change(heat.id(), Precondition.NONE, titled("Ronin"));

        assertThat(renamed.slug()).hasToString("heat");
        assertThat(catalog.create(aMovie().titled("Ronin").details()).slug()).hasToString("ronin");
        assertThat(catalog.create(aMovie().titled("Heat").details()).slug()).hasToString("heat-2");
    }

    @Test
    void moviesThatAskForTheSameSlugAreNumbered() {
        assertThat(slugsOf("Heat", "heat!", "HEAT", "Héat")).containsExactly("heat", "heat-2", "heat-3", "heat-4");
        assertThat(slugsOf("!!!", "七人の侍", "Movie")).containsExactly("movie", "movie-2", "movie-3");
    }

    @Test
    void numberThatATitleHasTakenIsPassedOver() {
        assertThat(slugsOf("Heat 2", "Heat", "Heat", "Heat 2")).containsExactly("heat-2", "heat", "heat-3", "heat-2-2");
    }

    @Test
    void longestTitlesAreNumberedToo() {
        String title = "a".repeat(255);

        assertThat(slugsOf(title, title, title)).containsExactly(title, "a".repeat(253) + "-2", "a".repeat(253) + "-3");
    }

    @Test
    void slugOfADeletedMovieMayBeGivenAgain() {
        Movie heat = catalog.create(aMovie().titled("Heat").details());
        catalog.delete(heat.id(), Precondition.NONE);

        Movie again = catalog.create(aMovie().titled("Heat").details());

        assertThat(again.slug()).isEqualTo(heat.slug());
        assertThat(again.id()).isNotEqualTo(heat.id());
    }

    @Test
    void manyMoviesOfOneTitleTakeAFewLooksEach() {
        for (int i = 1; i <= 300; i++) {
            looks.set(0);
            inserts.set(0);

            Movie created = catalog.create(aMovie().titled("Heat").details());

            assertThat(created.slug()).isEqualTo(new Slug("heat").numbered(i));
            assertThat(looks.get()).isLessThanOrEqualTo(18);
            assertThat(inserts.get()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void manyMoviesGetSlugsOfTheirOwnInFewLooks() {
        catalog.create(aMovie().titled("Heat").details());
        catalog.create(aMovie().titled("Jaws 2").details());
        List<MovieDetails> details = IntStream.range(0, 2_500)
                .mapToObj(i -> aMovie().titled(i % 2 == 0 ? "Heat" : "Jaws").details())
                .toList();
        List<Movie> created = new ArrayList<>();
        looks.set(0);

        assertThat(catalog.createAll(details.iterator(), created::add)).isEqualTo(2_500);

        assertThat(created).extracting(Movie::details).isEqualTo(details);
        assertThat(created).extracting(movie -> movie.slug().value()).doesNotHaveDuplicates();
        assertThat(created.subList(0, 3))
                .extracting(movie -> movie.slug().value())
                .containsExactly("heat-2", "jaws", "heat-3");
        assertThat(catalog.get(created.get(0).id())).isEqualTo(created.get(0));
        assertThat(looks.get()).isLessThanOrEqualTo(75);
    }

    @Test
    void slugTakenBetweenLookAndInsertIsPassedOver() {
        catalog.create(aMovie().titled("Heat").details());
        MovieRepository contended = new InMemoryMovieRepository() {
            @Override
            public Set<Slug> taken(Collection<Slug> slugs) {
                Set<Slug> taken = super.taken(slugs);
                slugs.forEach(slug -> insert(aMovie().under(slug.value())));
                return taken;
            }
        };
        MovieCatalog other =
                MovieCatalog.on(contended, () -> new MovieId(UUID.randomUUID()), Clock.fixed(NOON, ZoneOffset.UTC));

        assertThat(other.create(aMovie().titled("Heat").details()).slug()).hasToString("heat");
        assertThat(other.create(aMovie().titled("Heat").details()).slug()).hasToString("heat-3");
    }

    @Test
    void sixteenThreadsThatCreateTheSameTitleGetSixteenSlugs() throws Exception {
        List<Movie> created =
                AtOnce.run(16, i -> catalog.create(aMovie().titled("Heat").of(i).details()));

        assertThat(created).extracting(Movie::slug).doesNotHaveDuplicates().contains(new Slug("heat"));
        assertThat(catalog.list(ALL, Window.first(100)).items()).containsExactlyInAnyOrderElementsOf(created);
    }

    private MovieCatalog at(Instant now) {
        return MovieCatalog.on(movies, () -> new MovieId(UUID.randomUUID()), Clock.fixed(now, ZoneOffset.UTC));
    }

    private List<String> slugsOf(String... titles) {
        return List.of(titles).stream()
                .map(title ->
                        catalog.create(aMovie().titled(title).details()).slug().value())
                .toList();
    }

    private static UnaryOperator<MovieDetails> of(long year) {
        return details -> new MovieFixture(details).of(year).details();
    }

    private static UnaryOperator<MovieDetails> titled(String title) {
        return details -> new MovieFixture(details).titled(title).details();
    }
}
