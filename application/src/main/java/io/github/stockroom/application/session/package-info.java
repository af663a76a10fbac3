/** Signing in and out, and the tokens that say so. */
@NullMarked
package io.github.stockroom.application.session;

import org.jspecify.annotations.NullMarked;
