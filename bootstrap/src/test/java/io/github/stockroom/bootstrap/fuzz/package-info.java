/** A fuzzer that is driven by the OpenAPI document: see CONTRIBUTING.md. */
@NullMarked
package io.github.stockroom.bootstrap.fuzz;

import org.jspecify.annotations.NullMarked;
