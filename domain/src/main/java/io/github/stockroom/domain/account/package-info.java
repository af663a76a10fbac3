/** Who may sign in, and what is known of them. */
@NullMarked
package io.github.stockroom.domain.account;

import org.jspecify.annotations.NullMarked;
