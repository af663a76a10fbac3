/** Authentication and authorization of callers: tokens, passwords, and the filters that ask before any handler runs. */
@NullMarked
package io.github.stockroom.rest.security;

import org.jspecify.annotations.NullMarked;
