/** Counts what clients attempt, so that those who attempt too much are refused. */
@NullMarked
package io.github.stockroom.application.attempt;

import org.jspecify.annotations.NullMarked;
