/** Many records at once: all or none, in constant memory. */
@NullMarked
package io.github.stockroom.application.bulk;

import org.jspecify.annotations.NullMarked;
