/** The ports of products: the catalogue for callers and the store that it needs. */
@NullMarked
package io.github.stockroom.application.product;

import org.jspecify.annotations.NullMarked;
