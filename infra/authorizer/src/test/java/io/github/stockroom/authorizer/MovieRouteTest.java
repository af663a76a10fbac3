package io.github.stockroom.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MovieRouteTest {

    @Test
    void anIdGluedToThePathTakesUpTheSegment() {
        assertThat(EdgeRoutes.all()).containsKeys("DELETE /api/v1/movie/{id}", "DELETE /api/v1/{movie}");
    }
}
