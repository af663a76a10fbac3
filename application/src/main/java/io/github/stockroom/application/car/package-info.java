/** What callers may ask about cars, and what the service needs to answer. */
@NullMarked
package io.github.stockroom.application.car;

import org.jspecify.annotations.NullMarked;
