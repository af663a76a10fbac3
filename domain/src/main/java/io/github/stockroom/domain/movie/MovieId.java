package io.github.stockroom.domain.movie;

import java.util.UUID;

/** The id the service gave a movie; callers never choose it. */
public record MovieId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
