/** Accounts: what callers may ask, and what that needs. */
@NullMarked
package io.github.stockroom.application.account;

import org.jspecify.annotations.NullMarked;
