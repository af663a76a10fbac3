package io.github.stockroom.archfixture.domain.other;

import io.github.stockroom.archfixture.domain.thing.Thing;

/** The other half of a cycle. */
public final class Other {

    public Thing thing() {
        return new Thing();
    }
}
