package io.github.stockroom.domain.movie;

import org.jspecify.annotations.Nullable;

/**
 * What callers decide about a movie; everything else is the service's. Always valid.
 *
 * @param description null when nobody gave one, which is not the same as an empty one
 */
public record MovieDetails(Title title, @Nullable Description description, ReleaseYear year) {}
