/** Products at /api/items. */
@NullMarked
package io.github.stockroom.rest.product;

import org.jspecify.annotations.NullMarked;
