package io.github.stockroom.rest.filter;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.web.filter.UrlHandlerFilter;

/** Lets every path work with a slash at the end. Not by redirect: that would lose bodies. */
public final class TrailingSlashFilter implements Filter {

    private final Filter withoutSlash =
            UrlHandlerFilter.trailingSlashHandler("/**").wrapRequest().build();

    /** Spring's filter would parse the path of each request to find out. */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (((HttpServletRequest) request).getRequestURI().endsWith("/")) {
            withoutSlash.doFilter(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }
}
