package io.github.stockroom.rest.http;

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
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Compares a request with those mappings only whose path begins like its own. Answers OPTIONS for every mapped path: 200, empty,
 * with {@code Allow}, {@code Accept-Post} and {@code Accept-Patch} as the mappings say. Spring knows the first and the last; this
 * adds the middle one.
 */
public final class ContractHandlerMapping extends RequestMappingHandlerMapping {

    private static final Method ANSWER = answerMethod();

    /** By mapping: what the paths that match it begin with. */
    private final Map<RequestMappingInfo, List<String>> beginnings = new ConcurrentHashMap<>();

    /** Spring looks at method, header fields and media types of every mapping before it looks at a path with variables. */
    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
        return mayMatch(info, request) ? super.getMatchingMapping(info, request) : null;
    }

    private boolean mayMatch(RequestMappingInfo info, HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.indexOf('%') >= 0) {
            return true;
        }
        int start = request.getContextPath().length();
        for (String beginning : beginnings.computeIfAbsent(info, ContractHandlerMapping::beginnings)) {
            if (path.startsWith(beginning, start)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> beginnings(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .map(pattern -> pattern.split("[{*?]", 2)[0])
                .toList();
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
