/** API keys, by which machines call on behalf of an account. */
@NullMarked
package io.github.stockroom.domain.apikey;

import org.jspecify.annotations.NullMarked;
