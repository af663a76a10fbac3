package io.github.stockroom.application.movie;

import io.github.stockroom.domain.movie.Movie;
import io.github.stockroom.domain.movie.Slug;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds slugs that are free, for many movies as fast as for one: in two dozen looks even where thousands of
 * movies ask for the
 * same. Never gives a slug twice: a movie that lost its slug to another writer asks again and gets the next one.
 */
final class FreeSlugs {

    private final MovieRepository movies;
    private final Map<Slug, Search> searches = new HashMap<>();
    private final Set<Slug> given = new HashSet<>();

    FreeSlugs(MovieRepository movies) {
        this.movies = movies;
    }

    /** Returns the movies, each under the first slug that is free for the one it asks for. */
    List<Movie> of(List<Movie> wanted) {
        Map<Slug, Search> unknown = new LinkedHashMap<>();
        for (Movie movie : wanted) {
            if (!searches.containsKey(movie.slug())) {
                unknown.computeIfAbsent(movie.slug(), Search::new);
            }
        }
        search(unknown.values());
        searches.putAll(unknown);
        List<Movie> named = new ArrayList<>(wanted.size());
        for (Movie movie : wanted) {
            Search search = searches.computeIfAbsent(movie.slug(), Search::new);
            Slug slug = search.next();
            while (!given.add(slug)) {
                slug = search.next();
            }
            named.add(movie.under(slug));
        }
        return named;
    }

    private void search(Collection<Search> searches) {
        List<Search> open = List.copyOf(searches);
        while (!open.isEmpty()) {
            Set<Slug> taken = movies.taken(open.stream().map(Search::probe).toList());
            open.forEach(search -> search.answer(taken.contains(search.probe())));
            open = open.stream().filter(search -> !search.isDone()).toList();
        }
    }

    /** Doubles the number until it is free, then halves the gap behind the last one that was not. */
    private static final class Search {

        private final Slug slug;
        private int taken;
        private int free;

        Search(Slug slug) {
            this.slug = slug;
        }

        Slug probe() {
            return slug.numbered(number());
        }

        void answer(boolean isTaken) {
            if (isTaken) {
                taken = number();
            } else {
                free = number();
            }
        }

        boolean isDone() {
            return free == taken + 1;
        }

        Slug next() {
            return slug.numbered(free++);
        }

        private int number() {
            return free == 0 ? Math.max(1, Math.multiplyExact(taken, 2)) : taken + (free - taken) / 2;
        }
    }
}
