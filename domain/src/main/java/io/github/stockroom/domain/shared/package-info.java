/**
 * Values and checks that every resource uses: text and whole-number rules, and errors that are reported all at once.
 */
@NullMarked
package io.github.stockroom.domain.shared;

import org.jspecify.annotations.NullMarked;
