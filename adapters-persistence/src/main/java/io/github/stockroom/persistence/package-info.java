/** The address of the database, and the connection pool. */
@NullMarked
package io.github.stockroom.persistence;

import org.jspecify.annotations.NullMarked;
