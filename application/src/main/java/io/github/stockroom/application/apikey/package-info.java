/** API keys: what callers may ask, and what that needs. */
@NullMarked
package io.github.stockroom.application.apikey;

import org.jspecify.annotations.NullMarked;
