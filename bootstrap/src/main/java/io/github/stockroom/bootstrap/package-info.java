/** The only place that knows all modules: settings, wiring, the commands of the runnable jar. */
@NullMarked
package io.github.stockroom.bootstrap;

import org.jspecify.annotations.NullMarked;
