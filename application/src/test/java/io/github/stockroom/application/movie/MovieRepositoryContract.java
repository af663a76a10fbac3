package io.github.stockroom.application.movie;

import static io.github.stockroom.application.movie.MovieFixture.CREATED;
import static io.github.stockroom.application.movie.MovieFixture.aMovie;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stockroom.application.AtOnce;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.movie.Movie;
import io.github.stockroom.domain.movie.MovieId;
import io.github.stockroom.domain.movie.ReleaseYear;
import io.github.stockroom.domain.movie.Slug;
import io.github.stockroom.domain.movie.Title;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The behaviour of every {@link MovieRepository}. A subclass gives each test an empty one. */
public abstract class MovieRepositoryContract {

    private static final Query<Movie> ALL = Query.of(MovieFields.ALL);
    private static final Instant LATER = CREATED.plusSeconds(1);

    /** The store under test: empty when a test starts, and always the same during it. */
    protected abstract MovieRepository movies();

    @Test
    void storesManyButThoseWhoseSlugIsTaken() {
        Movie heat = store(aMovie().about("1"), "heat");
        List<Movie> movies = IntStream.range(0, 2_500)
                .mapToObj(i -> aMovie().about(i % 2 == 0 ? null : "é").under(i == 7 ? "heat" : "slug-" + i))
                .toList();

        Set<MovieId> stored = movies().addAll(movies);

        assertThat(stored).hasSize(2_499).doesNotContain(movies.get(7).id());
        assertThat(movies().find(heat.id())).contains(heat);
        assertThat(movies().find(movies.get(8).id())).contains(movies.get(8));
        assertThat(movies().find(movies.get(9).id())).contains(movies.get(9));
        assertThat(movies().taken(List.of(new Slug("slug-9"), new Slug("slug-7"), new Slug("heat"))))
                .containsExactlyInAnyOrder(new Slug("slug-9"), new Slug("heat"));
    }

    @Test
    void storesNothingIfTheWorkFails() {
        assertThatIllegalStateException()
                .isThrownBy(() -> movies().atomically(() -> {
                    movies().addAll(List.of(aMovie().under("heat")));
                    throw new IllegalStateException();
                }));

        assertThat(movies().count(ALL)).isZero();
    }

    private boolean isTaken(Slug slug) {
        return movies().taken(List.of(slug)).contains(slug);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Amélie, e\u0301 and \u212B",
                "tab\t, line\n, return\r, bell\u0007, delete\u007f, \u0085 and \ufeff inside",
                "'; drop table movies; --",
                "${x} #{y} ? :z :title $1 \\ \" ` \u2028 end"
            })
    void keepsTextAsItIs(String text) {
        Movie stored = store(aMovie().titled(text).about("1" + text), "text");

        assertThat(movies().find(stored.id())).contains(stored);
    }

    @Test
    void keepsTheLongestTitleAndSlug() {
        Movie stored = store(aMovie().titled("😀".repeat(Title.MAX_LENGTH)), "a".repeat(Slug.MAX_LENGTH));

        assertThat(movies().find(stored.id())).contains(stored);
        assertThat(isTaken(stored.slug())).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a"})
    void keepsNoDescriptionApartFromAnEmptyOne(@Nullable String description) {
        Movie stored = store(aMovie().about(description), "heat");

        assertThat(movies().find(stored.id())).contains(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "😀"})
    void keepsAMillionBytesOfDescription(String character) {
        Movie stored = store(aMovie().about(character.repeat(1_000_000 / character.getBytes(UTF_8).length)), "heat");

        assertThat(movies().find(stored.id())).contains(stored);
        assertThat(movies().list(ALL.searching(character + character), Window.first(1)))
                .containsExactly(stored);
    }

    @ParameterizedTest
    @ValueSource(longs = {ReleaseYear.MIN, ReleaseYear.MAX})
    void keepsTheFirstAndTheLastYear(long year) {
        Movie stored = store(aMovie().of(year), "heat");

        assertThat(movies().find(stored.id())).contains(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00Z",
                "1582-10-10T12:00:00Z",
                "1969-12-31T23:59:59.999999Z",
                "2026-03-29T01:30:00.123456Z",
                "9999-12-31T23:59:59.999999Z"
            })
    void keepsTimesToTheMicrosecond(String text) {
        Instant time = Instant.parse(text);
        Movie heat = aMovie().under("heat");
        Movie created = new Movie(heat.id(), 1, heat.slug(), time, CREATED, heat.details());
        assertThat(movies().insert(created)).isTrue();

        assertThat(movies().find(heat.id())).contains(created);

        Optional<Movie> modified = movies().update(created.with(aMovie().of(1).details(), time));
        assertThat(movies().find(heat.id())).isEqualTo(modified);
        assertThat(movies().list(ALL.where(MovieFields.MODIFIED.is(time)), Window.first(2)))
                .containsExactly(modified.orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-0000-0000-000000000000",
                "0190b5c0-1234-7abc-8def-0123456789ab",
                "ffffffff-ffff-ffff-ffff-ffffffffffff"
            })
    void keepsIdAndVersion(String id) {
        Movie heat =
                new Movie(new MovieId(UUID.fromString(id)), 7, new Slug("heat"), CREATED, LATER, aMovie().details());

        assertThat(movies().insert(heat)).isTrue();
        assertThat(movies().find(heat.id())).contains(heat);
    }

    @Test
    void findsNothingUnderAnUnknownId() {
        store(aMovie(), "heat");

        assertThat(movies().find(new MovieId(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void slugBelongsToOneMovie() {
        Movie first = store(aMovie(), "heat");
        Movie second = aMovie().titled("Other").under("heat");

        assertThat(movies().insert(second)).isFalse();
        assertThat(movies().find(second.id())).isEmpty();
        assertThat(movies().list(ALL, Window.first(10))).containsExactly(first);
        assertThat(movies().insert(second.under(new Slug("heat-2")))).isTrue();
    }

    @Test
    void idBelongsToOneMovie() {
        Movie first = store(aMovie(), "heat");
        Movie second = new Movie(first.id(), 1, new Slug("ronin"), CREATED, CREATED, aMovie().details());
        Movie third = store(aMovie(), "jaws");

        assertThat(movies().insert(second)).isFalse();
        assertThat(movies().addAll(List.of(second))).isEmpty();
        assertThat(isTaken(second.slug())).isFalse();
        assertThat(movies().list(ALL, Window.first(10))).containsExactlyInAnyOrder(first, third);
    }

    @Test
    void slugIsTakenWhileItsMovieIsStored() {
        assertThat(isTaken(new Slug("heat"))).isFalse();

        Movie stored = store(aMovie(), "heat");
        movies().update(stored.with(aMovie().titled("Ronin").details(), LATER));

        assertThat(isTaken(new Slug("heat"))).isTrue();
        assertThat(isTaken(new Slug("hea"))).isFalse();
        assertThat(isTaken(new Slug("heat-2"))).isFalse();
        assertThat(isTaken(new Slug("____"))).isFalse();

        movies().delete(stored.id(), 2);

        assertThat(isTaken(new Slug("heat"))).isFalse();
        store(aMovie(), "heat");
    }

    @Test
    void updateStoresDetailsAndTimeAndRaisesTheVersion() {
        Movie stored = store(aMovie().about("Los Angeles"), "heat");
        Movie other = store(aMovie(), "heat-2");
        MovieFixture ronin = aMovie().titled("Ronin").about("Paris").of(1998);

        Optional<Movie> updated = movies().update(stored.with(ronin.details(), LATER));

        assertThat(updated).contains(new Movie(stored.id(), 2, new Slug("heat"), CREATED, LATER, ronin.details()));
        assertThat(movies().find(stored.id())).isEqualTo(updated);
        assertThat(movies().find(other.id())).contains(other);
    }

    @Test
    void updateTakesADescriptionAwayAndGivesOne() {
        Movie stored = store(aMovie().about("Los Angeles"), "heat");

        Optional<Movie> without = movies().update(stored.with(aMovie().details(), LATER));
        assertThat(movies().find(stored.id())).isEqualTo(without);
        assertThat(movies().count(ALL.where(MovieFields.DESCRIPTION.isNull()))).isEqualTo(1);
        assertThat(movies().count(ALL.searching("angeles"))).isZero();

        Optional<Movie> again =
                movies().update(without.orElseThrow().with(aMovie().about("").details(), LATER));
        assertThat(movies().find(stored.id())).isEqualTo(again);
        assertThat(movies().count(ALL.where(MovieFields.DESCRIPTION.isNull()))).isZero();
    }

    @Test
    void updateIsVisibleToSearchesThatIgnoreCase() {
        Movie stored = store(aMovie().titled("Heat").about("Los Angeles"), "slug");
        movies().update(stored.with(aMovie().titled("RONIN").about("PARIS").details(), LATER));

        assertThat(movies().count(ALL.searching("ronin"))).isEqualTo(1);
        assertThat(movies().count(ALL.searching("paris"))).isEqualTo(1);
        assertThat(movies().count(ALL.searching("SLUG"))).isEqualTo(1);
        assertThat(movies().count(ALL.searching("heat"))).isZero();
        assertThat(movies().count(ALL.searching("angeles"))).isZero();
    }

    @Test
    void updateIsVisibleToTheOrderOfDescriptions() {
        Movie first = store(aMovie().about("a"), "first");
        Movie second = store(aMovie().about("b"), "second");
        Movie last = movies().update(first.with(aMovie().about("c").details(), LATER))
                .orElseThrow();

        assertThat(movies().list(ALL.sortedBy(MovieFields.DESCRIPTION.ascending()), Window.first(2)))
                .containsExactly(second, last);
    }

    @Test
    void updateOfAnotherVersionChangesNothing() {
        Movie first = store(aMovie(), "heat");
        Movie second =
                movies().update(first.with(aMovie().of(2).details(), LATER)).orElseThrow();
        Movie future = new Movie(first.id(), 9, first.slug(), CREATED, LATER, first.details());

        assertThat(movies().update(first.with(aMovie().of(3).details(), LATER))).isEmpty();
        assertThat(movies().update(future)).isEmpty();
        assertThat(movies().find(first.id())).contains(second);
    }

    @Test
    void updateOfADeletedMovieDoesNotBringItBack() {
        Movie stored = store(aMovie(), "heat");
        movies().delete(stored.id(), stored.version());

        assertThat(movies().update(stored)).isEmpty();
        assertThat(movies().find(stored.id())).isEmpty();
        assertThat(isTaken(stored.slug())).isFalse();
    }

    @Test
    void deleteTakesOneMovieAtItsVersion() {
        Movie stored = store(aMovie(), "heat");
        Movie other = store(aMovie(), "heat-2");

        assertThat(movies().delete(stored.id(), 2)).isFalse();
        assertThat(movies().find(stored.id())).contains(stored);
        assertThat(movies().delete(stored.id(), 1)).isTrue();
        assertThat(movies().delete(stored.id(), 1)).isFalse();
        assertThat(movies().list(ALL, Window.first(10))).containsExactly(other);
    }

    @Test
    void descriptionsAreSearchedAsAWholeButSortedAndComparedByTheirStart() {
        String start = "😀".repeat(MovieFields.DESCRIPTION_SORT_LENGTH);
        Movie end = store(aMovie().about(start + " End"), "end");
        Movie beginning = store(aMovie().about(start + " Beginning"), "beginning");
        Movie bare = store(aMovie().about(start), "bare");
        List<Movie> byId = Stream.of(end, beginning, bare)
                .sorted((a, b) -> a.id().toString().compareTo(b.id().toString()))
                .toList();

        assertThat(movies().list(ALL.searching("END"), Window.first(10))).containsExactly(end);
        assertThat(movies().list(ALL.where(MovieFields.DESCRIPTION.above(start + " Beginning")), Window.first(10)))
                .isEmpty();
        assertThat(movies().list(ALL.where(MovieFields.DESCRIPTION.atLeast(start + " Beginning")), Window.first(10)))
                .hasSize(3);
        assertThat(movies().list(ALL.sortedBy(MovieFields.DESCRIPTION.ascending()), Window.first(10)))
                .isEqualTo(byId);
    }

    @Test
    void defaultOrderIsByYear() {
        Movie late = store(aMovie().of(2000), "late");
        Movie early = store(aMovie().of(1900), "early");

        assertThat(movies().list(ALL, Window.first(10))).containsExactly(early, late);
    }

    @Test
    void oneOfEightConcurrentUpdatesWins() throws Exception {
        Movie stored = store(aMovie(), "heat");

        List<Optional<Movie>> outcomes =
                AtOnce.run(8, i -> movies().update(stored.with(aMovie().of(i).details(), LATER)));

        assertThat(outcomes).filteredOn(Optional::isPresent).singleElement().isEqualTo(movies().find(stored.id()));
    }

    @Test
    void oneOfEightConcurrentDeletesWins() throws Exception {
        Movie stored = store(aMovie(), "heat");

        assertThat(AtOnce.run(8, i -> movies().delete(stored.id(), 1))).containsOnlyOnce(true);
    }

    @Test
    void oneOfEightConcurrentInsertsGetsTheSlug() throws Exception {
        List<Boolean> outcomes =
                AtOnce.run(8, i -> movies().insert(aMovie().of(i).under("heat")));

        assertThat(outcomes).containsOnlyOnce(true);
        assertThat(movies().count(ALL)).isEqualTo(1);
    }

    @Test
    void sixteenMoviesCreatedAtOnceUnderOneTitleGetSlugsOfTheirOwn() throws Exception {
        MovieCatalog catalog =
                MovieCatalog.on(movies(), () -> new MovieId(UUID.randomUUID()), Clock.fixed(CREATED, ZoneOffset.UTC));

        List<Movie> created = AtOnce.run(16, i -> catalog.create(aMovie().of(i).details()));

        assertThat(created).extracting(Movie::slug).doesNotHaveDuplicates().contains(new Slug("heat"));
        assertThat(movies().list(ALL, Window.first(100))).containsExactlyInAnyOrderElementsOf(created);
    }

    private Movie store(MovieFixture movie, String slug) {
        Movie stored = movie.under(slug);
        assertThat(movies().insert(stored)).isTrue();
        return stored;
    }

    /** Queries, on the same store. */
    @Nested
    class Queries extends MovieQueryContract {

        @Override
        protected MovieRepository movies() {
            return MovieRepositoryContract.this.movies();
        }
    }
}
