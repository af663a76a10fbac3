package io.github.stockroom.application.movie;

import static java.util.Objects.requireNonNull;

import io.github.stockroom.application.bulk.Chunks;
import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.application.query.Listing;
import io.github.stockroom.application.query.Page;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Walk;
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
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

final class MovieService implements MovieCatalog {

    /** More than writers compete for one slug at a time; a bound only so that no request can run for ever. */
    private static final int ATTEMPTS = 1_000;

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
        Movie movie = Movie.create(ids.next(), Slug.of(details.title()), now(), details);
        if (movies.insert(movie)) {
            return movie;
        }
        // The first writer takes a slug and the others go on to the next number, so that all of them get one.
        FreeSlugs slugs = new FreeSlugs(movies);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            requireNewId(movie);
            Movie numbered = slugs.of(List.of(movie)).get(0);
            if (movies.insert(numbered)) {
                return numbered;
            }
        }
        throw slugContended();
    }

    @Override
    public long createAll(Iterator<MovieDetails> details, Consumer<? super Movie> created) {
        Instant now = now();
        return movies.atomically(() -> Chunks.store(details, chunk -> insertAll(chunk, now), created));
    }

    @Override
    public Set<MovieId> addAll(List<Movie> all) {
        return movies.addAll(all);
    }

    @Override
    public <T> T atomically(Supplier<T> work) {
        return movies.atomically(work);
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
    public Walk<Movie> walk(Query<Movie> query, Window start) {
        return movies.walk(query, start);
    }

    @Override
    public long count(Query<Movie> query) {
        return movies.count(query);
    }

    /** Movies of one chunk, each under the first slug that is free for it. */
    private List<Movie> insertAll(List<MovieDetails> chunk, Instant now) {
        List<Movie> wanted = chunk.stream()
                .map(details -> Movie.create(ids.next(), Slug.of(details.title()), now, details))
                .toList();
        if (wanted.stream().map(Movie::id).distinct().count() < wanted.size()) {
            throw idGivenTwice();
        }
        Map<MovieId, Movie> stored = new HashMap<>();
        FreeSlugs slugs = new FreeSlugs(movies);
        List<Movie> open = wanted;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Movie> named = slugs.of(open);
            Set<MovieId> inserted = movies.addAll(named);
            named.stream()
                    .filter(movie -> inserted.contains(movie.id()))
                    .forEach(movie -> stored.put(movie.id(), movie));
            open = open.stream().filter(movie -> !inserted.contains(movie.id())).toList();
            if (open.isEmpty()) {
                return wanted.stream()
                        .map(movie -> requireNonNull(stored.get(movie.id())))
                        .toList();
            }
            open.forEach(this::requireNewId);
        }
        throw slugContended();
    }

    /** Checks a movie that could not be inserted: with an id that is stored already, no other slug helps. */
    private void requireNewId(Movie movie) {
        if (movies.find(movie.id()).isPresent()) {
            throw idGivenTwice();
        }
    }

    private static IllegalStateException idGivenTwice() {
        return new IllegalStateException("the source of ids gave one twice");
    }

    private static TemporarilyUnavailableException slugContended() {
        return new TemporarilyUnavailableException(Reason.CAPACITY, "too many writers on one slug");
    }

    private Instant now() {
        return Timestamp.stored(clock.instant());
    }
}
