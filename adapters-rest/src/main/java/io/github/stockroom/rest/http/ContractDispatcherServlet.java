package io.github.stockroom.rest.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Treats TRACE as any other method that no path offers; the servlet API would echo the request, secrets included. Tells no
 * application event about each request: nobody listens.
 */
public final class ContractDispatcherServlet extends DispatcherServlet {

    private static final long serialVersionUID = 1L;

    public ContractDispatcherServlet() {
        setPublishEvents(false);
    }

    @Override
    protected void doTrace(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        processRequest(request, response);
    }
}
