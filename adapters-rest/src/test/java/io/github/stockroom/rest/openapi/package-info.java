/**
 * Describes the service in OpenAPI 3.1. The document is made here, from the table of operations and what the
 * descriptions say of each, and kept as a resource of the main jar; nothing of this is in the service.
 */
@NullMarked
package io.github.stockroom.rest.openapi;

import org.jspecify.annotations.NullMarked;
