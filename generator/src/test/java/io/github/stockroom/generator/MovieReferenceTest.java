package io.github.stockroom.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovieReferenceTest {

    /** The store and the fixture of movies are handwritten. */
    @Test
    void noFieldRefersToMovies() {
        Tree tree = new Tree(Path.of(".."));
        String movies = KnownResource.named("movies", tree).name();

        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> DefinitionParser.parse(List.of("books", "x:ref(" + movies + ")?"), tree))
                .satisfies(e -> assertThat(e.faults())
                        .anySatisfy(fault -> assertThat(fault).contains("No field can refer to movies")));
    }
}
