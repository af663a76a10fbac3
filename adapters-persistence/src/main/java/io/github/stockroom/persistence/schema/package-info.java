/** The schema of the database and its changes. */
@NullMarked
package io.github.stockroom.persistence.schema;

import org.jspecify.annotations.NullMarked;
