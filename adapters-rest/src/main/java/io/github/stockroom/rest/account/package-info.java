/** Accounts over HTTP: one's own, and, for administrators, those of all. */
@NullMarked
package io.github.stockroom.rest.account;

import org.jspecify.annotations.NullMarked;
