package io.github.stockroom.rest.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the attributes of a request in a map of its own. Filters and Spring ask for some forty of them in each request, and Jetty looks
 * each up in a concurrent map behind four wrappers.
 */
public final class AttributesFilter implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(new Attributed((HttpServletRequest) request), response);
    }

    private static final class Attributed extends HttpServletRequestWrapper {

        private final Map<String, Object> attributes = new HashMap<>(32);

        Attributed(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return isOfServer(name) ? super.getAttribute(name) : attributes.get(name);
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            if (isOfServer(name)) {
                super.setAttribute(name, value);
            } else if (value == null) {
                attributes.remove(name);
            } else {
                attributes.put(name, value);
            }
        }

        @Override
        public void removeAttribute(String name) {
            setAttribute(name, null);
        }

        @Override
        public Enumeration<String> getAttributeNames() {
            Set<String> names = new HashSet<>(Collections.list(super.getAttributeNames()));
            names.addAll(attributes.keySet());
            return Collections.enumeration(names);
        }

        /** What the servlet API and the server itself keep there. */
        private static boolean isOfServer(String name) {
            return name.startsWith("jakarta.") || name.startsWith("org.eclipse.jetty.");
        }
    }
}
