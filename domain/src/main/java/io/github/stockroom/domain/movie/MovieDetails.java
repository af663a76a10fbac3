package io.github.stockroom.domain.movie;

import org.jspecify.annotations.Nullable;

/**
 * The fields of a movie that callers decide; the service sets the others. Always valid.
 *
 * @param description null when the client sent none, which is not the same as an empty one
 */
public record MovieDetails(Title title, @Nullable Description description, ReleaseYear year) {}
