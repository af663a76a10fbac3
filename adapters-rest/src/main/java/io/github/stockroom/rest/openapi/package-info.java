/**
 * The description of this service in OpenAPI 3.1, and a page that shows it. The document is a file of the jar, made
 * from the code when it changes (see the tests of this package), so that it costs nothing until a client requests it.
 */
@NullMarked
package io.github.stockroom.rest.openapi;

import org.jspecify.annotations.NullMarked;
