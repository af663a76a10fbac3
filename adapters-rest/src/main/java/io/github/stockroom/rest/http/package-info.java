/** What every request and response has in common: identity, headers, conditions, preferences, limits. */
@NullMarked
package io.github.stockroom.rest.http;

import org.jspecify.annotations.NullMarked;
