/** Servers that the service is measured against, and the tools that measure it. */
@NullMarked
package io.github.stockroom.bench;

import org.jspecify.annotations.NullMarked;
