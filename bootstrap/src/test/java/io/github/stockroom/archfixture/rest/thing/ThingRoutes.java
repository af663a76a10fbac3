package io.github.stockroom.archfixture.rest.thing;

import io.github.stockroom.archfixture.application.thing.ThingService;
import io.github.stockroom.archfixture.bootstrap.Wiring;
import io.github.stockroom.archfixture.persistence.thing.JdbcThings;
import org.springframework.stereotype.Component;

/** A public component that knows a service class, the other adapter, and who wires them. */
@Component
public final class ThingRoutes {

    public String name() {
        return new ThingService().store() + new JdbcThings() + Wiring.class;
    }
}
