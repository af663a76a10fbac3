package io.github.stockroom.application.movie;

import io.github.stockroom.application.query.InMemoryTable;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.movie.Movie;
import io.github.stockroom.domain.movie.MovieId;
import io.github.stockroom.domain.movie.Slug;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** As strict as a database, and as safe with many threads; but durable only while it is held. */
public class InMemoryMovieRepository implements MovieRepository {

    private final Map<MovieId, Movie> movies = new ConcurrentHashMap<>();
    private final Map<Slug, MovieId> slugs = new ConcurrentHashMap<>();

    @Override
    public boolean insert(Movie movie) {
        if (slugs.putIfAbsent(movie.slug(), movie.id()) != null) {
            return false;
        }
        if (movies.putIfAbsent(movie.id(), movie) != null) {
            slugs.remove(movie.slug());
            return false;
        }
        return true;
    }

    @Override
    public Set<MovieId> addAll(List<Movie> all) {
        return all.stream().filter(this::insert).map(Movie::id).collect(Collectors.toSet());
    }

    @Override
    public Set<Slug> taken(Collection<Slug> wanted) {
        return wanted.stream().filter(slugs::containsKey).collect(Collectors.toSet());
    }

    @Override
    public <T> T atomically(Supplier<T> work) {
        return InMemoryTable.atomically(() -> InMemoryTable.atomically(work, slugs), movies);
    }

    @Override
    public Optional<Movie> find(MovieId id) {
        return Optional.ofNullable(movies.get(id));
    }

    @Override
    public Optional<Movie> update(Movie movie) {
        Movie raised = new Movie(
                movie.id(), movie.version() + 1, movie.slug(), movie.created(), movie.modified(), movie.details());
        Optional<Movie> stored = find(movie.id()).filter(found -> found.version() == movie.version());
        return stored.filter(found -> movies.replace(movie.id(), found, raised)).map(found -> raised);
    }

    @Override
    public boolean delete(MovieId id, long version) {
        Optional<Movie> deleted =
                find(id).filter(found -> found.version() == version).filter(found -> movies.remove(id, found));
        deleted.ifPresent(movie -> slugs.remove(movie.slug()));
        return deleted.isPresent();
    }

    @Override
    public List<Movie> list(Query<Movie> query, Window window) {
        return InMemoryTable.list(movies.values(), query, window);
    }

    @Override
    public long count(Query<Movie> query) {
        return InMemoryTable.count(movies.values(), query);
    }
}
