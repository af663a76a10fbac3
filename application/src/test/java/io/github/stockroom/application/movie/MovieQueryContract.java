package io.github.stockroom.application.movie;

import static io.github.stockroom.application.movie.MovieFixture.CREATED;
import static io.github.stockroom.application.movie.MovieFixture.aMovie;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.query.Condition;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.InMemoryTable;
import io.github.stockroom.application.query.Listing;
import io.github.stockroom.application.query.Operator;
import io.github.stockroom.application.query.Pages;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.QueryContract;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.movie.Movie;
import io.github.stockroom.domain.movie.MovieId;
import io.github.stockroom.domain.movie.Slug;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The answers of every {@link MovieRepository} to queries: those of {@link QueryContract}, and those that are special
 * to movies.
 */
abstract class MovieQueryContract extends QueryContract<Movie> {

    private static final Query<Movie> ALL = Query.of(MovieFields.ALL);
    private static final String START = "x".repeat(MovieFields.DESCRIPTION_SORT_LENGTH);
    private static final String WIDE_START = "😀".repeat(MovieFields.DESCRIPTION_SORT_LENGTH);

    /** None, an empty one, and some that are the same as far as they are sorted by. */
    private static final List<Optional<String>> DESCRIPTIONS = Stream.of(
                    null,
                    "",
                    "Apple",
                    "éclair",
                    "100% cotton",
                    "a_b",
                    "it's\n\\",
                    "σας",
                    START.substring(1),
                    START.substring(1) + "😀",
                    START.substring(1) + "😀a",
                    START,
                    START + "a",
                    START + "A",
                    WIDE_START,
                    WIDE_START + "a",
                    WIDE_START + "😀",
                    "é" + "x".repeat(5_000) + "end",
                    null)
            .map(Optional::ofNullable)
            .toList();

    /** The store under test, empty at first. */
    protected abstract MovieRepository movies();

    @Override
    protected Fields<Movie> fields() {
        return MovieFields.ALL;
    }

    @Override
    protected Store<Movie> store() {
        return new Store<>(
                movies()::list, movies()::walk, movies()::count, movie -> movies().delete(movie.id(), movie.version()));
    }

    @Override
    protected List<Movie> storeRecords() {
        return IntStream.range(0, 2 * TEXTS.size())
                .mapToObj(MovieQueryContract::movie)
                .peek(movie -> assertThat(movies().insert(movie)).isTrue())
                .toList();
    }

    /** Few years and times, a microsecond apart, so that there are ties; every title twice; ids in any order. */
    private static Movie movie(int i) {
        MovieFixture fixture = aMovie().titled(TEXTS.get(i % TEXTS.size()))
                .about(DESCRIPTIONS.get(i % DESCRIPTIONS.size()).orElse(null))
                .of(1990 + i * 7 % 5);
        return new Movie(
                new MovieId(new UUID(i * 0x9e3779b97f4a7c15L, i * 0xc2b2ae3d27d4eb4fL)),
                1,
                Slug.of(fixture.details().title()).numbered(i + 1),
                CREATED.plusNanos(i * 3 % 4 * 1_000),
                CREATED.plusSeconds(i % 3).plusNanos(i % 2 * 1_000),
                fixture.details());
    }

    @Test
    void walkingByDescriptionGoesThroughTiesBeyondTheirStart() {
        for (var key : List.of(MovieFields.DESCRIPTION.ascending(), MovieFields.DESCRIPTION.descending())) {
            Query<Movie> query = ALL.sortedBy(key).where(MovieFields.DESCRIPTION.startsWith(START));
            List<Movie> walked = new ArrayList<>();
            new Pages<>((q, w) -> Listing.page(q, w, movies()::list), query, Window.first(2))
                    .forEachRemaining(page -> walked.addAll(page.items()));

            assertThat(walked)
                    .isEqualTo(movies().list(query, Window.first(100)))
                    .hasSizeGreaterThan(10);
            assertThat(walked)
                    .extracting(movie -> query.positionOf(movie).key().get(0))
                    .containsOnly(START);
            assertThat(walked).extracting(MovieFields.DESCRIPTION::valueOf).contains(START, START + "a", START + "A");
        }
    }

    @Test
    void moviesWithoutADescriptionComeLastBothWays() {
        for (var key : List.of(MovieFields.DESCRIPTION.ascending(), MovieFields.DESCRIPTION.descending())) {
            assertThat(movies().list(ALL.sortedBy(key), Window.first(100)))
                    .extracting(movie -> movie.details().description() == null)
                    .isSorted()
                    .contains(true, false);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EQ", "NE", "LT", "LTE", "GT", "GTE", "IN"})
    void timesFinerThanAMicrosecondAreAskedAsDefined(Operator operator) {
        for (int nanos : new int[] {1, 500, 999}) {
            Query<Movie> query = ALL.where(
                    new Condition<>(MovieFields.CREATED, operator, List.of(CREATED.plusNanos(1_000 + nanos))));
            List<Movie> all = movies().list(ALL, Window.first(1_000));

            assertThat(movies().list(query, Window.first(1_000)))
                    .isEqualTo(InMemoryTable.list(all, query, Window.first(1_000)));
        }
    }

    @Test
    void noDescriptionIsAnotherThanAnyAndThanAnEmptyOne() {
        long without = movies().count(ALL.where(MovieFields.DESCRIPTION.isNull()));
        long empty = movies().count(ALL.where(MovieFields.DESCRIPTION.is("")));
        long all = movies().count(ALL);

        assertThat(without).isPositive();
        assertThat(empty).isPositive();
        assertThat(movies().count(ALL.where(MovieFields.DESCRIPTION.isNot("")))).isEqualTo(all - empty);
        assertThat(movies().count(ALL.where(MovieFields.DESCRIPTION.isNotNull())))
                .isEqualTo(all - without);
    }
}
