/** Queries for many records: typed conditions, sorting and keyset pagination, the same for every resource. */
@NullMarked
package io.github.stockroom.application.query;

import org.jspecify.annotations.NullMarked;
