/** What callers may ask about movies, and what the service needs to answer. */
@NullMarked
package io.github.stockroom.application.movie;

import org.jspecify.annotations.NullMarked;
