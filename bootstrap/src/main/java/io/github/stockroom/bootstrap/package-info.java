/** The only place that knows everybody: settings, wiring, the commands of the runnable jar. */
@NullMarked
package io.github.stockroom.bootstrap;

import org.jspecify.annotations.NullMarked;
