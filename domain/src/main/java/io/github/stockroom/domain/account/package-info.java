/** Accounts: names, passwords and profiles of those who may sign in, and the caller of a request. */
@NullMarked
package io.github.stockroom.domain.account;

import org.jspecify.annotations.NullMarked;
