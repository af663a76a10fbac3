/**
 * Breaks every rule of the architecture on purpose, to prove that the rules notice. Not null-marked: that is a rule
 * too.
 */
package io.github.stockroom.archfixture;
