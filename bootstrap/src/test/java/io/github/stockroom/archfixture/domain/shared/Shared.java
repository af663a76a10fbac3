package io.github.stockroom.archfixture.domain.shared;

import io.github.stockroom.archfixture.domain.thing.Thing;

/** Something shared that knows a resource. */
public final class Shared {

    public Thing thing() {
        return new Thing();
    }
}
