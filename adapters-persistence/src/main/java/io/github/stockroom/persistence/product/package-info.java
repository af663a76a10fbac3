/** Products in the database. */
@NullMarked
package io.github.stockroom.persistence.product;

import org.jspecify.annotations.NullMarked;
