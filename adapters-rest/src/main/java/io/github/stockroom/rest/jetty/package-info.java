/**
 * Features of the embedded server alone: it answers requests that are too broken for any servlet, and lets requests
 * wait without a thread.
 */
@NullMarked
package io.github.stockroom.rest.jetty;

import org.jspecify.annotations.NullMarked;
