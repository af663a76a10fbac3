/** What the end-to-end tests are made of: running services, HTTP clients and descriptions of resources. */
@NullMarked
package io.github.stockroom.bootstrap.testing;

import org.jspecify.annotations.NullMarked;
