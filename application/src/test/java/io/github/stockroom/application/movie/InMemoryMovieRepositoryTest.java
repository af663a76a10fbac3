package io.github.stockroom.application.movie;

class InMemoryMovieRepositoryTest extends MovieRepositoryContract {

    private final MovieRepository movies = new InMemoryMovieRepository();

    @Override
    protected MovieRepository movies() {
        return movies;
    }
}
