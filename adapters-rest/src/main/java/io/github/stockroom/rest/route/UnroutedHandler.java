package io.github.stockroom.rest.route;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** A handler of requests for addresses that no operation covers. */
@FunctionalInterface
public interface UnroutedHandler {

    /** Answers a GET or HEAD; returns false if the request shall fail as others do. */
    boolean handle(HttpServletRequest request, HttpServletResponse response);
}
