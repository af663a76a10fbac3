/** Answers about the service itself: where it is, and whether it is well. */
@NullMarked
package io.github.stockroom.rest.service;

import org.jspecify.annotations.NullMarked;
