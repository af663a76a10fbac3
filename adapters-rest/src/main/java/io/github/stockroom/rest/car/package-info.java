/** Cars at /cars. */
@NullMarked
package io.github.stockroom.rest.car;

import org.jspecify.annotations.NullMarked;
