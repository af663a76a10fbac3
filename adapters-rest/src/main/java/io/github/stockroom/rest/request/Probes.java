package io.github.stockroom.rest.request;

import java.util.Set;

/** The paths at which platforms and load balancers ask how the service is. They cost it little. */
public final class Probes {

    private static final Set<String> PATHS = Set.of("/", "/healthz", "/ht");
    private static final String HEALTH = "/actuator/health";

    private Probes() {}

    /** @param path as it was sent, with or without a slash at its end */
    public static boolean isProbe(String path) {
        return PATHS.contains(path)
                || path.endsWith("/") && PATHS.contains(path.substring(0, path.length() - 1))
                || path.equals(HEALTH)
                || path.startsWith(HEALTH + "/");
    }
}
