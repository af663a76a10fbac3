package io.github.stockroom.application.movie;

import static java.util.Objects.requireNonNull;

import io.github.stockroom.application.bulk.Chunks;
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
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
        FreeSlugs slugs = new FreeSlugs(movies);
        while (true) {
            Movie numbered = slugs.of(List.of(movie)).get(0);
            if (movies.insert(numbered)) {
                return numbered;
            }
        }
    }

    @Override
    public long createAll(Iterator<MovieDetails> details, Consumer<? super Movie> created) {
        Instant now = now();
        return movies.atomically(() -> Chunks.store(details, chunk -> insertAll(chunk, now), created));
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

    /** Movies of one chunk, each under the first slug that is free for it. */
    private List<Movie> insertAll(List<MovieDetails> chunk, Instant now) {
        List<Movie> wanted = chunk.stream()
                .map(details -> Movie.create(ids.next(), Slug.of(details.title()), now, details))
                .toList();
        Map<MovieId, Movie> stored = new HashMap<>();
        FreeSlugs slugs = new FreeSlugs(movies);
        List<Movie> open = wanted;
        while (!open.isEmpty()) {
            List<Movie> named = slugs.of(open);
            Set<MovieId> inserted = movies.insertAll(named);
            named.stream()
                    .filter(movie -> inserted.contains(movie.id()))
                    .forEach(movie -> stored.put(movie.id(), movie));
            open = open.stream().filter(movie -> !inserted.contains(movie.id())).toList();
        }
        return wanted.stream()
                .map(movie -> requireNonNull(stored.get(movie.id())))
                .toList();
    }

    private Instant now() {
        return Timestamp.stored(clock.instant());
    }
}
