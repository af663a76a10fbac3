package io.github.stockroom.persistence.movie;

import static java.util.Comparator.comparing;

import io.github.stockroom.application.movie.MovieFields;
import io.github.stockroom.application.movie.MovieRepository;
import io.github.stockroom.application.query.CaseFolding;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Walk;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.movie.Description;
import io.github.stockroom.domain.movie.Movie;
import io.github.stockroom.domain.movie.MovieDetails;
import io.github.stockroom.domain.movie.MovieId;
import io.github.stockroom.domain.movie.ReleaseYear;
import io.github.stockroom.domain.movie.Slug;
import io.github.stockroom.domain.movie.Title;
import io.github.stockroom.domain.shared.TextOrder;
import io.github.stockroom.persistence.sql.Column;
import io.github.stockroom.persistence.sql.Columns;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.MultiRowInsert;
import io.github.stockroom.persistence.sql.Sql;
import io.github.stockroom.persistence.sql.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Movies in the table {@code movies}. */
public final class JdbcMovieRepository implements MovieRepository {

    private static final String SELECTED = "id, version, slug, created, modified, title, description, release_year";

    private static final Table<Movie> MOVIES = new Table<>(
            "movies",
            SELECTED,
            new Columns<>(Map.of(
                    MovieFields.ID, Column.of("id").withIndex(),
                    MovieFields.CREATED, Column.of("created").withIndex(),
                    MovieFields.MODIFIED, Column.of("modified").withIndex(),
                    MovieFields.TITLE, Column.text("title").withIndex(),
                    MovieFields.DESCRIPTION, Column.text("description").orNull(),
                    MovieFields.SLUG, Column.folded("slug"),
                    MovieFields.YEAR, Column.of("release_year").withIndex())),
            (row, number) -> movie(row));

    private static final String INSERT = """
            insert into movies (id, version, slug, created, modified, title, title_folded, title_order, description,
                description_folded, description_start, description_order, release_year)
            values (:id, :version, :slug, :created, :modified, :title, :title_folded, :title_order, :description,
                :description_folded, :description_start, :description_order, :release_year)
            on conflict do nothing""";

    private static final MultiRowInsert<Movie> INSERT_ALL = MultiRowInsert.<Movie>into("movies")
            .uniqueId("id", movie -> movie.id().value())
            .wholeNumber("version", Movie::version)
            .text("slug", movie -> movie.slug().value())
            .timestamp("created", Movie::created)
            .timestamp("modified", Movie::modified)
            .text("title", MovieFields.TITLE::valueOf)
            .text(
                    "title_folded",
                    movie -> CaseFolding.fold(movie.details().title().value()))
            .text("title_order", movie -> TextOrder.key(movie.details().title().value()))
            .text("description", MovieFields.DESCRIPTION::valueOf)
            .text("description_folded", JdbcMovieRepository::foldedDescription)
            .text("description_start", MovieFields.DESCRIPTION::sortValueOf)
            .text("description_order", JdbcMovieRepository::descriptionKey)
            .wholeNumber("release_year", movie -> movie.details().year().value())
            .unlessTaken();

    private static final String TAKEN = "select slug from movies where slug = any(?)";

    private static final String FIND = "select " + SELECTED + " from movies where id = ?";

    private static final String UPDATE = """
            update movies
            set version = version + 1, modified = :modified, title = :title, title_folded = :title_folded,
                title_order = :title_order, description = :description, description_folded = :description_folded,
                description_start = :description_start, description_order = :description_order,
                release_year = :release_year
            where id = :id and version = :version""";

    private final Database database;

    public JdbcMovieRepository(Database database) {
        this.database = database;
    }

    @Override
    public boolean insert(Movie movie) {
        return database.change(jdbc -> jdbc.sql(INSERT).params(row(movie)).update()) == 1;
    }

    @Override
    public Set<MovieId> addAll(List<Movie> movies) {
        // All in one order, so that two who store many movies wait for each other's slugs and not in a circle.
        List<Movie> ordered =
                movies.stream().sorted(comparing(movie -> movie.slug().value())).toList();
        return INSERT_ALL.insert(database, ordered, UUID.class).stream()
                .map(MovieId::new)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<Slug> taken(Collection<Slug> slugs) {
        Object values = slugs.stream().map(Slug::value).toArray(String[]::new);
        return database.queryWithCachedPlan(jdbc -> jdbc.sql(TAKEN)
                .param(values)
                .query((row, number) -> new Slug(row.getString(1)))
                .set());
    }

    @Override
    public <T> T atomically(Supplier<T> work) {
        return database.bulk(() -> database.transactionOnce(jdbc -> work.get()));
    }

    @Override
    public Optional<Movie> find(MovieId id) {
        return database.queryWithCachedPlan(jdbc -> jdbc.sql(FIND)
                .param(id.value())
                .query((row, number) -> movie(row))
                .optional());
    }

    @Override
    public Optional<Movie> update(Movie movie) {
        int updated =
                database.change(jdbc -> jdbc.sql(UPDATE).params(row(movie)).update());
        return updated == 1
                ? Optional.of(new Movie(
                        movie.id(),
                        movie.version() + 1,
                        movie.slug(),
                        movie.created(),
                        movie.modified(),
                        movie.details()))
                : Optional.empty();
    }

    @Override
    public boolean delete(MovieId id, long version) {
        return MOVIES.delete(database, id.value(), version);
    }

    @Override
    public List<Movie> list(Query<Movie> query, Window window) {
        return MOVIES.list(database, query, window);
    }

    @Override
    public Walk<Movie> walk(Query<Movie> query, Window start) {
        return MOVIES.walk(database, query, start);
    }

    @Override
    public long count(Query<Movie> query) {
        return MOVIES.count(database, query);
    }

    private static Movie movie(ResultSet row) throws SQLException {
        String description = row.getString(7);
        return new Movie(
                new MovieId(row.getObject(1, UUID.class)),
                row.getLong(2),
                new Slug(row.getString(3)),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                new MovieDetails(
                        new Title(row.getString(6)),
                        description == null ? null : new Description(description),
                        new ReleaseYear(row.getLong(8))));
    }

    private static @Nullable String foldedDescription(Movie movie) {
        String description = MovieFields.DESCRIPTION.valueOf(movie);
        return description == null ? null : CaseFolding.fold(description);
    }

    private static @Nullable String descriptionKey(Movie movie) {
        String start = MovieFields.DESCRIPTION.sortValueOf(movie);
        return start == null ? null : TextOrder.key(start);
    }

    private static Map<String, @Nullable Object> row(Movie movie) {
        String title = movie.details().title().value();
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("id", movie.id().value());
        row.put("version", movie.version());
        row.put("slug", movie.slug().value());
        row.put("created", Sql.parameter(movie.created()));
        row.put("modified", Sql.parameter(movie.modified()));
        row.put("title", title);
        row.put("title_folded", CaseFolding.fold(title));
        row.put("title_order", TextOrder.key(title));
        row.put("description", MovieFields.DESCRIPTION.valueOf(movie));
        row.put("description_folded", foldedDescription(movie));
        row.put("description_start", MovieFields.DESCRIPTION.sortValueOf(movie));
        row.put("description_order", descriptionKey(movie));
        row.put("release_year", movie.details().year().value());
        return row;
    }
}
