package io.github.stockroom.archfixture.operations;

import java.net.URI;

/** A table of operations that is not pure Java on the domain. */
class TableFromTheNetwork {

    URI source = URI.create("https://example.com/operations");
}
