/** The identity and origin of a request: its id, operation, caller, client and the proxies on its way. */
@NullMarked
package io.github.stockroom.rest.request;

import org.jspecify.annotations.NullMarked;
