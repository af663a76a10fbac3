/** What the service is measured against, and with. */
@NullMarked
package io.github.stockroom.bench;

import org.jspecify.annotations.NullMarked;
