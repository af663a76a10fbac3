/** Routes: the operations of the service bound to their handlers, and what is checked before a handler runs. */
@NullMarked
package io.github.stockroom.rest.route;

import org.jspecify.annotations.NullMarked;
