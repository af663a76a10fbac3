package io.github.stockroom.archfixture.rest.thing;

import io.github.stockroom.archfixture.application.thing.ThingService;
import io.github.stockroom.archfixture.bootstrap.Wiring;
import io.github.stockroom.archfixture.persistence.thing.JdbcThings;
import org.springframework.web.bind.annotation.RestController;

/** A public controller that knows a service class, the other adapter, and who wires them. */
@RestController
public final class ThingController {

    public String name() {
        return new ThingService().store() + new JdbcThings() + Wiring.class;
    }
}
