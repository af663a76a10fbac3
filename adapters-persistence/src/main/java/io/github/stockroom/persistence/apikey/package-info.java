/** API keys in the table {@code api_keys}. */
@NullMarked
package io.github.stockroom.persistence.apikey;

import org.jspecify.annotations.NullMarked;
