package io.github.stockroom.rest.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.condition.ConsumesRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * A controller method that serves one operation of the table: it takes the variable of its path, if it wants to know it, and, last,
 * the {@link Exchange} that it answers through. Spring would prepare for each request what binding, conversion, views and asynchronous
 * answers need. Thread-safe.
 */
public final class OperationHandler {

    private final HandlerMethod handler;
    private final Method method;
    private final boolean takesVariable;
    private final ConsumesRequestCondition bodies;

    /** @throws IllegalStateException when the method expects what it would not get */
    OperationHandler(RequestMappingInfo mapping, HandlerMethod mapped) {
        handler = mapped.createWithResolvedBean();
        method = handler.getMethod();
        takesVariable = takesVariable(method);
        bodies = mapping.getConsumesCondition();
        method.trySetAccessible();
    }

    /** What Spring calls it. */
    HandlerMethod handler() {
        return handler;
    }

    /** Whether it reads bodies of the kind that was sent. */
    boolean reads(HttpServletRequest request) {
        return bodies.isEmpty() || bodies.getMatchingCondition(request) != null;
    }

    /**
     * @param variable what stands for the variable of the path, if there is one
     * @throws ServletException also for an {@link Error}, a stack overflow, say: no reason to leave a client without an answer
     */
    void answer(String variable, Exchange exchange) throws Exception {
        try {
            if (takesVariable) {
                method.invoke(handler.getBean(), variable, exchange);
            } else {
                method.invoke(handler.getBean(), exchange);
            }
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : new ServletException(e.getCause());
        }
    }

    private static boolean takesVariable(Method method) {
        Parameter[] parameters = method.getParameters();
        int last = parameters.length - 1;
        boolean fits =
                (last == 0 || last == 1 && isVariable(parameters[0])) && parameters[last].getType() == Exchange.class;
        if (!fits) {
            throw new IllegalStateException(
                    "a controller method takes the variable of its path and the exchange: " + method);
        }
        return last == 1;
    }

    private static boolean isVariable(Parameter parameter) {
        return parameter.isAnnotationPresent(PathVariable.class) && parameter.getType() == String.class;
    }
}
