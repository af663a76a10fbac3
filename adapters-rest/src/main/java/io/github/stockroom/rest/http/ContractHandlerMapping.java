package io.github.stockroom.rest.http;

import io.github.stockroom.domain.access.AccessTable;
import io.github.stockroom.rest.security.AccessRequest;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
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
 * Looks for a handler among those few that may serve the request's entry of the access table, which the filters found before;
 * Spring would try a path with variables on every mapping there is. Answers OPTIONS for every mapped path: 200, empty, with
 * {@code Allow}, {@code Accept-Post} and {@code Accept-Patch} as the mappings say. Spring knows the first and the last; this
 * adds the middle one.
 */
public final class ContractHandlerMapping extends RequestMappingHandlerMapping {

    private static final Method ANSWER = answerMethod();

    private final Map<AccessTable.Entry, List<Operation>> operations = new ConcurrentHashMap<>();

    private record Operation(RequestMappingInfo mapping, HandlerMethod handler) {}

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

    /** Leaves to Spring what nothing serves, to find out why, and what several mappings serve, to find the best. */
    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        Operation only = null;
        for (Operation candidate : candidates(request)) {
            RequestMappingInfo match = getMatchingMapping(candidate.mapping(), request);
            if (match != null && only != null) {
                return super.lookupHandlerMethod(path, request);
            }
            only = match == null ? only : new Operation(match, candidate.handler());
        }
        if (only == null) {
            return super.lookupHandlerMethod(path, request);
        }
        handleMatch(only.mapping(), path, request);
        return only.handler();
    }

    private List<Operation> candidates(HttpServletRequest request) {
        return AccessRequest.entryOf(request)
                .map(entry -> operations.computeIfAbsent(entry, this::candidates))
                .orElseGet(List::of);
    }

    private List<Operation> candidates(AccessTable.Entry entry) {
        return getHandlerMethods().entrySet().stream()
                .map(mapped -> new Operation(mapped.getKey(), mapped.getValue()))
                .filter(operation -> mayServe(operation.mapping(), entry))
                .toList();
    }

    private static boolean mayServe(RequestMappingInfo mapping, AccessTable.Entry entry) {
        var methods = mapping.getMethodsCondition().getMethods();
        return (methods.isEmpty() || methods.contains(RequestMethod.resolve(entry.method())))
                && mapping.getPatternValues().stream()
                        .anyMatch(pattern -> mayCover(pattern, entry.path()) || mayCover(entry.path(), pattern));
    }

    /** Whether a pattern may match paths of another, judged by what stands before their first variables. */
    private static boolean mayCover(String pattern, String other) {
        String beginning = beginning(pattern);
        return beginning.equals(pattern)
                ? pattern.equals(other)
                : beginning(other).startsWith(beginning);
    }

    private static String beginning(String pattern) {
        return pattern.split("[{*?]", 2)[0];
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
