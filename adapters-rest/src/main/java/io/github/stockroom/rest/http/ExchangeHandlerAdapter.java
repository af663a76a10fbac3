package io.github.stockroom.rest.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Calls controller methods: they take variables of their path and, last, the {@link Exchange} that they answer through. Spring's own
 * adapter makes, for each request, what binding, conversion, views and asynchronous answers would need. Thread-safe.
 */
public final class ExchangeHandlerAdapter implements HandlerAdapter, Ordered {

    private final RestSettings settings;
    private final Proxies proxies;

    /** The path variables that a method takes; empty when it takes no exchange. */
    private final Map<Method, Optional<List<String>>> variables = new ConcurrentHashMap<>();

    public ExchangeHandlerAdapter(RestSettings settings, Proxies proxies) {
        this.settings = settings;
        this.proxies = proxies;
    }

    /** Asked before Spring's, which would take any method. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public boolean supports(Object handler) {
        return handler instanceof HandlerMethod method
                && variablesOf(method.getMethod()).isPresent();
    }

    @Override
    public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        HandlerMethod operation = (HandlerMethod) handler;
        Method method = operation.getMethod();
        try {
            method.invoke(operation.getBean(), arguments(method, request, response));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
        return null;
    }

    private @Nullable Object[] arguments(Method method, HttpServletRequest request, HttpServletResponse response) {
        List<String> names = variablesOf(method).orElseThrow();
        @Nullable Object[] arguments = new @Nullable Object[names.size() + 1];
        if (!names.isEmpty()
                && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> values) {
            for (int i = 0; i < names.size(); i++) {
                arguments[i] = values.get(names.get(i));
            }
        }
        arguments[names.size()] = new Exchange(request, response, settings, proxies);
        return arguments;
    }

    private Optional<List<String>> variablesOf(Method method) {
        Optional<List<String>> known = variables.get(method);
        return known != null ? known : variables.computeIfAbsent(method, ExchangeHandlerAdapter::findVariables);
    }

    private static Optional<List<String>> findVariables(Method method) {
        List<Parameter> parameters = List.of(method.getParameters());
        if (parameters.isEmpty() || parameters.get(parameters.size() - 1).getType() != Exchange.class) {
            return Optional.empty();
        }
        method.trySetAccessible();
        return Optional.of(parameters.subList(0, parameters.size() - 1).stream()
                .map(ExchangeHandlerAdapter::variable)
                .toList());
    }

    private static String variable(Parameter parameter) {
        PathVariable variable = parameter.getAnnotation(PathVariable.class);
        if (variable == null || parameter.getType() != String.class) {
            throw new IllegalStateException(
                    "before the exchange, a controller method takes path variables only: " + parameter);
        }
        return variable.value().isEmpty() ? parameter.getName() : variable.value();
    }
}
