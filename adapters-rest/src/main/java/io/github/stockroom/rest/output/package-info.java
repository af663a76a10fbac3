/** Many records in one body, written as they are read. */
@NullMarked
package io.github.stockroom.rest.output;

import org.jspecify.annotations.NullMarked;
