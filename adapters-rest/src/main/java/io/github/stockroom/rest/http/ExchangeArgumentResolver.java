package io.github.stockroom.rest.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands controller methods their {@link Exchange}; a method that takes one writes the response itself. */
public final class ExchangeArgumentResolver implements HandlerMethodArgumentResolver {

    private final RestSettings settings;
    private final Proxies proxies;

    public ExchangeArgumentResolver(RestSettings settings, Proxies proxies) {
        this.settings = settings;
        this.proxies = proxies;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Exchange.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer mavContainer,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binderFactory) {
        if (mavContainer != null) {
            mavContainer.setRequestHandled(true);
        }
        HttpServletRequest request = (HttpServletRequest) webRequest.getNativeRequest();
        HttpServletResponse response = (HttpServletResponse) webRequest.getNativeResponse();
        if (response == null) {
            throw new IllegalStateException("an exchange needs a response");
        }
        return new Exchange(request, response, settings, proxies);
    }
}
