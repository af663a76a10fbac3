/** The console: a page for people who would rather look than read, and the files that it is made of. */
@NullMarked
package io.github.stockroom.rest.console;

import org.jspecify.annotations.NullMarked;
