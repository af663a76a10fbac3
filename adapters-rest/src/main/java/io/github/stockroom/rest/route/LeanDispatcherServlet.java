package io.github.stockroom.rest.route;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Spring's servlet without what it prepares for views, request-scoped beans and listeners, of which there are none.
 * Dispatches requests of any method alike: the servlet API would answer TRACE with the request, secrets included. Lets
 * failures pass to the filter that answers all of them.
 */
public final class LeanDispatcherServlet extends DispatcherServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        ServletRequestPathUtils.parseAndCache(request);
        try {
            doDispatch(request, response);
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        } finally {
            // A request that waits for its body passes the filters again; they would take the path from here, without
            // its slash.
            ServletRequestPathUtils.clearParsedRequestPath(request);
        }
    }

    @Override
    protected ModelAndView processHandlerException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure)
            throws Exception {
        throw failure;
    }
}
