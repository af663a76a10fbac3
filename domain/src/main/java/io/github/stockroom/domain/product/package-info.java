/** The product: a name and a price. */
@NullMarked
package io.github.stockroom.domain.product;

import org.jspecify.annotations.NullMarked;
