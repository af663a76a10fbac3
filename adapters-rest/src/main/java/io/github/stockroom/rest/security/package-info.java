/** Who is calling and whether they may: tokens, passwords, and the filters that ask before any handler runs. */
@NullMarked
package io.github.stockroom.rest.security;

import org.jspecify.annotations.NullMarked;
