/** Where the database is and how connections to it are made. */
@NullMarked
package io.github.stockroom.persistence;

import org.jspecify.annotations.NullMarked;
