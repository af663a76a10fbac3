package io.github.stockroom.rest.filter;

import io.github.stockroom.rest.exchange.CommonHeaders;
import io.github.stockroom.rest.request.RequestIdentity;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Gives the request its id and sets the header fields that every response has. */
public final class ExchangeFilter implements Filter {

    /** No operation reads a longer body. */
    private static final int MAX_UNREAD_BYTES = 16 << 20;

    private final StrictTransport strictTransport;

    public ExchangeFilter(StrictTransport strictTransport) {
        this.strictTransport = strictTransport;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        response.setHeader(RequestIdentity.HEADER, RequestIdentity.assign(request));
        CommonHeaders.FIELDS.forEach(response::setHeader);
        strictTransport.announce(request, response);
        announceClose(request, response);
        chain.doFilter(request, response);
    }

    /** Says that the connection will close when the body is longer than would be taken in behind the answer. */
    private static void announceClose(HttpServletRequest request, HttpServletResponse response) {
        if (request.getContentLengthLong() > MAX_UNREAD_BYTES) {
            response.setHeader("Connection", "close");
        }
    }
}
