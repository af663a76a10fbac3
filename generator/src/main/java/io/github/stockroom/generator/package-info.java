/** Writes the code of a new resource and takes that of an old one out. Needs nothing but the JDK. */
@NullMarked
package io.github.stockroom.generator;

import org.jspecify.annotations.NullMarked;
