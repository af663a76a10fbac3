/** Authorization: one policy for the service and for gateways in front of it. */
@NullMarked
package io.github.stockroom.domain.access;

import org.jspecify.annotations.NullMarked;
