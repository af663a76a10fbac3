/** API keys over HTTP. */
@NullMarked
package io.github.stockroom.rest.apikey;

import org.jspecify.annotations.NullMarked;
