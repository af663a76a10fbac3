/** How callers ask for many records: typed conditions, sorting and keyset paging, the same for every resource. */
@NullMarked
package io.github.stockroom.application.query;

import org.jspecify.annotations.NullMarked;
