/** Tools of the end-to-end tests: running services, HTTP clients and descriptions of resources. */
@NullMarked
package io.github.stockroom.bootstrap.testing;

import org.jspecify.annotations.NullMarked;
