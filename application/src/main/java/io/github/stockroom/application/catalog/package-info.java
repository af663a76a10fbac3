/** The contract that every kind of record shares: how callers see records, and where records are kept. */
@NullMarked
package io.github.stockroom.application.catalog;

import org.jspecify.annotations.NullMarked;
