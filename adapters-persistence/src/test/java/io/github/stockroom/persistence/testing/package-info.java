/** Databases for tests: H2 in a directory of its own, and a real PostgreSQL. */
@NullMarked
package io.github.stockroom.persistence.testing;

import org.jspecify.annotations.NullMarked;
