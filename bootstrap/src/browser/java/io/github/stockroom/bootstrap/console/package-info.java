/** The console in a real browser, used as a person uses it; built with {@code -Pbrowser} only. */
@NullMarked
package io.github.stockroom.bootstrap.console;

import org.jspecify.annotations.NullMarked;
