/** Records that come many at a time: as a JSON array, as CSV, as lines of JSON. */
@NullMarked
package io.github.stockroom.rest.rows;

import org.jspecify.annotations.NullMarked;
