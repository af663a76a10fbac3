package io.github.stockroom.application.movie;

import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.application.query.Listing;
import io.github.stockroom.application.query.Page;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.application.version.OptimisticWrite;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.domain.movie.Movie;
import io.github.stockroom.domain.movie.MovieDetails;
import io.github.stockroom.domain.movie.MovieId;
import io.github.stockroom.domain.movie.Slug;
import io.github.stockroom.domain.shared.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.function.UnaryOperator;

final class MovieService implements MovieCatalog {

    private final MovieRepository movies;
    private final MovieIds ids;
    private final Clock clock;

    MovieService(MovieRepository movies, MovieIds ids, Clock clock) {
        this.movies = movies;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Movie create(MovieDetails details) {
        Slug wanted = Slug.of(details.title());
        Movie movie = Movie.create(ids.next(), wanted, now(), details);
        if (movies.insert(movie)) {
            return movie;
        }
        // Whoever comes first takes a slug, and all others go on to the next number: nobody waits and nobody fails.
        for (int number = firstFree(wanted); ; number++) {
            Movie numbered = movie.under(wanted.numbered(number));
            if (movies.insert(numbered)) {
                return numbered;
            }
        }
    }

    @Override
    public Movie get(MovieId id) {
        return movies.find(id).orElseThrow(() -> new RecordNotFoundException("movie", id));
    }

    @Override
    public Movie change(MovieId id, Precondition precondition, UnaryOperator<MovieDetails> change) {
        return OptimisticWrite.change(
                () -> get(id),
                Movie::version,
                precondition,
                current -> current.with(change.apply(current.details()), now()),
                movies::update);
    }

    @Override
    public void delete(MovieId id, Precondition precondition) {
        OptimisticWrite.delete(
                () -> get(id), Movie::version, precondition, current -> movies.delete(id, current.version()));
    }

    @Override
    public Page<Movie> list(Query<Movie> query, Window window) {
        return Listing.page(query, window, movies::list);
    }

    @Override
    public long count(Query<Movie> query) {
        return movies.count(query);
    }

    /** A number that is free just now, found in a dozen looks even where thousands of movies ask for the same slug. */
    private int firstFree(Slug wanted) {
        int taken = 1;
        int free = 2;
        while (movies.isTaken(wanted.numbered(free))) {
            taken = free;
            free = Math.multiplyExact(free, 2);
        }
        while (free - taken > 1) {
            int middle = taken + (free - taken) / 2;
            if (movies.isTaken(wanted.numbered(middle))) {
                taken = middle;
            } else {
                free = middle;
            }
        }
        return free;
    }

    private Instant now() {
        return Timestamp.stored(clock.instant());
    }
}
