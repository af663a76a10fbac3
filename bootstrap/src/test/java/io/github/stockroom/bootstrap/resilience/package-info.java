/**
 * Faults of instances, databases, networks and migrations, with an account of every acknowledged write: see
 * CONTRIBUTING.md.
 */
@NullMarked
package io.github.stockroom.bootstrap.resilience;

import org.jspecify.annotations.NullMarked;
