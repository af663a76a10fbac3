package io.github.stockroom.rest.http;

import static java.util.Objects.requireNonNull;

import io.github.stockroom.rest.security.AccessRequest;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Dispatches requests of any method alike; the servlet API would answer TRACE with the request, secrets included. Calls the operations
 * of the contract itself, and leaves to Spring what else there is, as well as everything that went wrong. Leaves out what Spring
 * prepares for views, for beans of a request's scope and for listeners: there are none.
 */
public final class ContractDispatcherServlet extends DispatcherServlet {

    private static final long serialVersionUID = 1L;

    /** The name that Spring MVC gives it. */
    private static final String HANDLER_MAPPING = "requestMappingHandlerMapping";

    private final transient RestSettings settings;
    private final transient Proxies proxies;
    private final transient Transfer transfer;
    private transient @Nullable ContractHandlerMapping operations;

    public ContractDispatcherServlet(RestSettings settings, Proxies proxies, Transfer transfer) {
        this.settings = settings;
        this.proxies = proxies;
        this.transfer = transfer;
    }

    @Override
    protected void onRefresh(ApplicationContext context) {
        super.onRefresh(context);
        operations = context.getBean(HANDLER_MAPPING, ContractHandlerMapping.class);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            if (!answered(request, response)) {
                ServletRequestPathUtils.parseAndCache(request);
                doDispatch(request, response);
            }
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    /** @return false when the request fits no operation of the contract */
    private boolean answered(HttpServletRequest request, HttpServletResponse response) throws Exception {
        HandlerMethod handler = null;
        try {
            Optional<OperationHandler> operation = requireNonNull(operations).operation(request);
            if (operation.isEmpty()) {
                return false;
            }
            handler = operation.get().handler();
            try (var exchange = new Exchange(request, response, settings, proxies, transfer)) {
                operation.get().answer(AccessRequest.variableOf(request), exchange);
            }
        } catch (BodyPendingException e) {
            throw e;
        } catch (Exception e) {
            if (response.isCommitted()) {
                throw e; // too late for a problem document
            }
            processHandlerException(request, response, handler, e);
        }
        return true;
    }
}
