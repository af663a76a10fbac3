package io.github.stockroom.bootstrap;

import com.github.f4b6a3.uuid.UuidCreator;
import io.github.stockroom.application.movie.MovieCatalog;
import io.github.stockroom.domain.movie.MovieId;
import io.github.stockroom.persistence.movie.JdbcMovieRepository;
import io.github.stockroom.persistence.sql.Database;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MovieConfiguration {

    @Bean
    MovieCatalog movieCatalog(Database database) {
        return MovieCatalog.on(
                new JdbcMovieRepository(database),
                () -> new MovieId(UuidCreator.getTimeOrderedEpoch()),
                Clock.systemUTC());
    }
}
