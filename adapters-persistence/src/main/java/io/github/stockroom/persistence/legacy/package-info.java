/** Reads the databases of the systems that this service replaces: PostgreSQL, MySQL, MariaDB and SQLite. */
@NullMarked
package io.github.stockroom.persistence.legacy;

import org.jspecify.annotations.NullMarked;
