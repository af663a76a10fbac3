package io.github.stockroom.rest.route;

import java.util.List;

/** The routes of one part of the service. Every implementation that is a Spring component is served. */
@FunctionalInterface
public interface Routes {

    /** Called once, at start-up. */
    List<Route> routes();
}
