/** Request and response bodies on their way: received, spooled, limited and sent. */
@NullMarked
package io.github.stockroom.rest.body;

import org.jspecify.annotations.NullMarked;
