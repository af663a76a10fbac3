/**
 * Describes the service in OpenAPI 3.1. The document is made here, from the controllers that springdoc finds and what the
 * descriptions beside them say, and kept as a resource of the main jar; nothing of this is in the service.
 */
@NullMarked
package io.github.stockroom.rest.openapi;

import org.jspecify.annotations.NullMarked;
