package io.github.stockroom.rest.filter;

import io.github.stockroom.domain.access.Action;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.rest.request.Callers;
import io.github.stockroom.rest.request.Proxies;
import io.github.stockroom.rest.request.RequestedOperation;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * Decides which reads of records a replica of the database serves, so that a client always sees what it wrote: by the
 * position that it sends back, or else by the time since the last write of its account or address.
 */
public final class ReplicaFilter implements Filter {

    /** Carries the position of a write, and comes back with reads that must see it. */
    public static final String POSITION = "Stockroom-Position";

    private final ReplicaReads replica;
    private final RecentWriters writers;
    private final Proxies proxies;

    public ReplicaFilter(ReplicaReads replica, RecentWriters writers, Proxies proxies) {
        this.replica = replica;
        this.writers = writers;
        this.proxies = proxies;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        var operation = RequestedOperation.of(request)
                .operation()
                .filter(wanted -> wanted.resource().isRecords())
                .orElse(null);
        if (operation == null) {
            chain.doFilter(request, response);
        } else if (operation.action() == Action.READ) {
            read(request, response, chain);
        } else {
            write(request, response, chain);
        }
    }

    @SuppressWarnings("try") // the scope is asked for nothing while it lasts
    private void read(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!mayBeReplica(request)) {
            chain.doFilter(request, response);
            return;
        }
        try (ReplicaReads.Scope reading = replica.read()) {
            chain.doFilter(request, response);
        }
    }

    private boolean mayBeReplica(HttpServletRequest request) {
        String position = request.getHeader(POSITION);
        return position == null
                ? replica.isCurrent() && !writers.includeAny(identities(request))
                : replica.has(position);
    }

    /** The writer is remembered before the response leaves, and also when the outcome is not known. */
    @SuppressWarnings("try")
    private void write(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        List<Object> identities = identities(request);
        try (ReplicaReads.Scope writing = replica.onWrite(position -> {
            writers.add(identities);
            response.setHeader(POSITION, position);
        })) {
            chain.doFilter(request, response);
        } finally {
            writers.add(identities);
        }
    }

    private List<Object> identities(HttpServletRequest request) {
        String address = proxies.clientAddress(request);
        return Callers.of(request) instanceof Caller.SignedIn known ? List.of(known.id(), address) : List.of(address);
    }
}
