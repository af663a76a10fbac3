/** The car: a brand, a model and the year of the model. */
@NullMarked
package io.github.stockroom.domain.car;

import org.jspecify.annotations.NullMarked;
