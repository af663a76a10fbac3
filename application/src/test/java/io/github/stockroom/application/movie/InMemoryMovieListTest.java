package io.github.stockroom.application.movie;

class InMemoryMovieListTest extends MovieListContract {

    private final MovieRepository movies = new InMemoryMovieRepository();

    @Override
    protected MovieRepository movies() {
        return movies;
    }
}
