/** Who may do what: one policy for the service and for whatever stands in front of it. */
@NullMarked
package io.github.stockroom.domain.access;

import org.jspecify.annotations.NullMarked;
