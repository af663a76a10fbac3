package io.github.stockroom.rest.http;

import io.github.stockroom.operations.Operation;
import io.github.stockroom.rest.security.AccessRequest;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Knows the operation that serves an entry of the table of operations, which the filters found for a request; Spring would match its path with
 * every mapping there is. Answers OPTIONS for every mapped path: 200, empty, with {@code Allow}, {@code Accept-Post} and
 * {@code Accept-Patch} as the mappings say. Spring knows the first and the last; this adds the middle one.
 */
public final class ContractHandlerMapping extends RequestMappingHandlerMapping {

    private static final Method ANSWER = answerMethod();

    private final Map<Operation, Optional<OperationHandler>> operations = new ConcurrentHashMap<>();

    /** Asked before Spring Boot's mapping of the actuator, which few requests are for. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    /** None of Spring's: they tell views how to convert values and where resources are. */
    @Override
    protected void extendInterceptors(List<Object> interceptors) {
        interceptors.clear();
    }

    /** The operation that a request is for; empty when it fits none, so that Spring may find out why. */
    Optional<OperationHandler> operation(HttpServletRequest request) {
        return AccessRequest.operationOf(request)
                .flatMap(this::operation)
                .filter(operation -> operation.reads(request));
    }

    /**
     * The operation that serves this operation, if one does.
     *
     * @throws IllegalStateException when there are several, or it is a method that would not get what it expects
     */
    public Optional<OperationHandler> operation(Operation operation) {
        return operations.computeIfAbsent(operation, this::find);
    }

    private Optional<OperationHandler> find(Operation operation) {
        return getHandlerMethods().entrySet().stream()
                .filter(mapped -> serves(mapped.getKey(), operation))
                .map(mapped -> new OperationHandler(mapped.getKey(), mapped.getValue()))
                .reduce((one, other) -> {
                    throw new IllegalStateException("served more than once: " + operation);
                });
    }

    private static boolean serves(RequestMappingInfo mapping, Operation operation) {
        return mapping.getMethodsCondition().getMethods().contains(RequestMethod.resolve(operation.method()))
                && mapping.getPatternValues().stream()
                        .anyMatch(pattern -> withoutName(pattern).equals(withoutName(operation.path())));
    }

    /** The one variable of a path stands at its end, whatever it is called and whatever it may be. */
    private static String withoutName(String path) {
        int variable = path.indexOf('{');
        return variable < 0 ? path : path.substring(0, variable + 1);
    }

    @Override
    protected @Nullable HandlerMethod handleNoMatch(
            Set<RequestMappingInfo> infos, String lookupPath, HttpServletRequest request) throws ServletException {
        if (request.getMethod().equals("OPTIONS")) {
            List<RequestMappingInfo> offered = infos.stream()
                    .filter(info -> info.getActivePatternsCondition().getMatchingCondition(request) != null)
                    .toList();
            if (!offered.isEmpty()) {
                return new HandlerMethod(new Options(headers(offered)), ANSWER);
            }
        }
        return super.handleNoMatch(infos, lookupPath, request);
    }

    private static Map<String, String> headers(List<RequestMappingInfo> offered) {
        Map<String, String> headers = new TreeMap<>();
        Set<String> methods = offered.stream()
                .flatMap(info -> info.getMethodsCondition().getMethods().stream())
                .map(RequestMethod::name)
                .collect(Collectors.toCollection(TreeSet::new));
        headers.put("Allow", OfferedMethods.allow(methods));
        putTypes(headers, "Accept-Post", RequestMethod.POST, offered);
        putTypes(headers, "Accept-Patch", RequestMethod.PATCH, offered);
        return headers;
    }

    private static void putTypes(
            Map<String, String> headers, String name, RequestMethod method, List<RequestMappingInfo> offered) {
        String types = offered.stream()
                .filter(info -> info.getMethodsCondition().getMethods().contains(method))
                .flatMap(info -> info.getConsumesCondition().getConsumableMediaTypes().stream())
                .map(Object::toString)
                .distinct()
                .collect(Collectors.joining(", "));
        if (!types.isEmpty()) {
            headers.put(name, types);
        }
    }

    private static Method answerMethod() {
        try {
            return Options.class.getDeclaredMethod("answer", HttpServletResponse.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Options(Map<String, String> headers) {

        void answer(HttpServletResponse response) {
            headers.forEach(response::setHeader);
        }
    }
}
