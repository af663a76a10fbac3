/** The log of changes of accounts. */
@NullMarked
package io.github.stockroom.rest.audit;

import org.jspecify.annotations.NullMarked;
