/** Accounts in the table {@code accounts}. */
@NullMarked
package io.github.stockroom.persistence.account;

import org.jspecify.annotations.NullMarked;
