package io.github.stockroom.rest.security;

import io.github.stockroom.rest.request.Proxies;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.eclipse.jetty.util.InetAddressSet;

/** The networks from which monitoring may read the metrics without signing in. Thread-safe. */
public final class MetricsNetworks {

    private final InetAddressSet networks = new InetAddressSet();
    private final Proxies proxies;

    /**
     * @param networks addresses, ranges or CIDR blocks; none: all callers sign in
     * @throws IllegalArgumentException when one of them is something else
     */
    public MetricsNetworks(List<String> networks, Proxies proxies) {
        networks.forEach(this.networks::add);
        this.proxies = proxies;
    }

    /**
     * Returns true if the client is in one of the networks. A proxy on this machine connects from the loopback address
     * for every client, so a request that shows traces of a proxy counts by the client that trusted proxies name, and
     * otherwise not at all.
     */
    boolean has(HttpServletRequest request) {
        return !networks.isEmpty()
                && proxies.certainClient(request).filter(networks).isPresent();
    }
}
