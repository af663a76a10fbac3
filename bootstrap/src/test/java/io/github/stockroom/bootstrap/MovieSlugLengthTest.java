package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.domain.movie.Slug;
import org.junit.jupiter.api.Test;

class MovieSlugLengthTest {

    @Test
    void isTheOneThatMovesKeep() {
        assertThat(LegacyRecordReader.SLUG_LENGTH).isEqualTo(Slug.MAX_LENGTH);
    }
}
