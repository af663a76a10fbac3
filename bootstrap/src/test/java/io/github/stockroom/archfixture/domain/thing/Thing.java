package io.github.stockroom.archfixture.domain.thing;

import io.github.stockroom.archfixture.domain.other.Other;
import org.springframework.stereotype.Component;

/** A domain class that knows a framework, in a package that is not null-marked, in a cycle with another resource. */
@Component
public final class Thing {

    public Other other() {
        return new Other();
    }
}
