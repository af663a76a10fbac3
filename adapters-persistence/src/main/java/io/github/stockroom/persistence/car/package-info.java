/** Cars in the table {@code cars}. */
@NullMarked
package io.github.stockroom.persistence.car;

import org.jspecify.annotations.NullMarked;
