package io.github.stockroom.rest.filter;

import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.request.Authority;
import io.github.stockroom.rest.request.Probes;
import io.github.stockroom.rest.request.Proxies;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;

/**
 * Answers only under the names that the operator gave the service. A web page can point a name of its own at any
 * address (DNS rebinding) and is then of the same origin as the service that it reaches there; only {@code Host} tells.
 * Probes are answered under any name, since load balancers send the address of the instance.
 */
public final class HostFilter implements Filter {

    /** Stands for every name. */
    public static final String ANY = "*";

    private final Set<String> hosts;
    private final boolean isOpen;
    private final Proxies proxies;

    /** @param hosts names and addresses in lower case, IPv6 in brackets, without ports; or {@link #ANY} */
    public HostFilter(Set<String> hosts, Proxies proxies) {
        this.hosts = Set.copyOf(hosts);
        this.isOpen = hosts.contains(ANY);
        this.proxies = proxies;
    }

    /**
     * The name or address as this filter compares it.
     *
     * @throws IllegalArgumentException when it is neither {@link #ANY} nor a host without scheme and port
     */
    public static String normalized(String host) {
        String literal = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        if (!host.equals(ANY)
                && !(Authority.isValid(literal) && Authority.host(literal).length() == literal.length())) {
            throw new IllegalArgumentException("not a host: " + host);
        }
        return host.equals(ANY) ? ANY : Authority.host(literal);
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        String host = proxies.host(request);
        if (!Authority.isValid(host)) {
            throw Problem.badRequest(
                            "invalid-host",
                            "Invalid host",
                            "Host must be a name or an address, with or without a port.")
                    .exception();
        }
        if (!isOpen && !hosts.contains(Authority.host(host)) && !Probes.isProbe(request.getRequestURI())) {
            throw Problem.of(
                            421,
                            "misdirected-request",
                            "Misdirected request",
                            "This service does not answer under this host name; the operator can allow it.")
                    .exception();
        }
        chain.doFilter(request, response);
    }
}
