/** Records and lists of records as responses, the same for every resource. */
@NullMarked
package io.github.stockroom.rest.record;

import org.jspecify.annotations.NullMarked;
