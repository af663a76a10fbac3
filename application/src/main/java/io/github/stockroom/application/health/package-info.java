/** The health of the service. */
@NullMarked
package io.github.stockroom.application.health;

import org.jspecify.annotations.NullMarked;
