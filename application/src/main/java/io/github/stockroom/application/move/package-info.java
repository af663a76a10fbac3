/** Moves the records and accounts of a replaced system in, with their ids. */
@NullMarked
package io.github.stockroom.application.move;

import org.jspecify.annotations.NullMarked;
