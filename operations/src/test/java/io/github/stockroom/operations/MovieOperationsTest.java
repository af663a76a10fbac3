package io.github.stockroom.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.domain.access.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The address of a movie without a slash before the id. */
class MovieOperationsTest {

    @Test
    void theIdMayFollowThePathAtOnce() {
        String path = "/api/v1/movie0B8F7a0c-1111-2222-3333-444444444444";
        Operation found = Operations.find("GET", path).orElseThrow();
        assertThat(found.resource()).isEqualTo(Resource.MOVIES);
        assertThat(found.variable(path)).isEqualTo("0B8F7a0c-1111-2222-3333-444444444444");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/movie0b8f7a0c-1111-2222-3333-44444444444",
                "/api/v1/movieg0b8f7a0-1111-2222-3333-444444444444",
                "/api/v1/movies"
            })
    void otherPathsFitNothing(String path) {
        assertThat(Operations.find("GET", path)).isEmpty();
    }
}
