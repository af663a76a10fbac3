/** What callers may ask about products, and what the service needs to answer. */
@NullMarked
package io.github.stockroom.application.product;

import org.jspecify.annotations.NullMarked;
