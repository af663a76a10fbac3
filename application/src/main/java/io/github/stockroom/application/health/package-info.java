/** Whether the service can do its work. */
@NullMarked
package io.github.stockroom.application.health;

import org.jspecify.annotations.NullMarked;
