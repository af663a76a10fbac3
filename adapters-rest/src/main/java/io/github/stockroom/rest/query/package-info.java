/** Query strings of collections: filters, sorting, paging and their errors. */
@NullMarked
package io.github.stockroom.rest.query;

import org.jspecify.annotations.NullMarked;
