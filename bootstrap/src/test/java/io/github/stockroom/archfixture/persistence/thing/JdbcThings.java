package io.github.stockroom.archfixture.persistence.thing;

import io.github.stockroom.archfixture.rest.thing.ThingRoutes;

/** A repository that knows the other adapter. */
public final class JdbcThings {

    @Override
    public String toString() {
        return ThingRoutes.class.getName();
    }
}
