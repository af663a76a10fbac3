/** The ports of cars: the catalogue for callers and the store that it needs. */
@NullMarked
package io.github.stockroom.application.car;

import org.jspecify.annotations.NullMarked;
