package io.github.stockroom.rest.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stockroom.application.session.Sessions;
import io.github.stockroom.domain.access.AccessPolicy;
import io.github.stockroom.rest.json.RecordLimits;
import io.github.stockroom.rest.security.AccessFilter;
import io.github.stockroom.rest.security.CallerFilter;
import io.github.stockroom.rest.security.MetricsNetworks;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** What it does with methods that it takes, every test of the service over HTTP shows. */
class OperationHandlerTest {

    @ParameterizedTest
    @ValueSource(strings = {"read", "list"})
    void takesMethodsThatAnswerThroughAnExchange(String method) {
        assertThatCode(() -> operation(method)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "text", "search", "number", "between"})
    void refusesMethodsThatExpectWhatItDoesNotGive(String method) {
        assertThatIllegalStateException()
                .isThrownBy(() -> operation(method))
                .withMessageContaining("takes the variable of its path and the exchange");
    }

    @Test
    void anErrorIsAFailureThatCanBeAnswered(@TempDir Path directory) throws IOException {
        var space = new BodySpace(new SpoolFiles(directory), 0, 0, 0);
        var settings = new RestSettings(
                null, List.of(), List.of("*"), "", false, false, false, 0, RecordLimits.DEFAULT, 16_384);
        FilterChain chain = (request, response) -> {
            var exchange = new Exchange(
                    (HttpServletRequest) request,
                    (HttpServletResponse) response,
                    settings,
                    new Proxies(settings),
                    new Transfer(space, new StreamPermits(1, 1)));
            assertThatExceptionOfType(ServletException.class)
                    .isThrownBy(() -> operation("endless").answer("", exchange))
                    .withCauseInstanceOf(StackOverflowError.class);
        };
        var access = new AccessFilter(AccessPolicy.DEFAULT, new MetricsNetworks(List.of(), new Proxies(settings)));
        var callers = new CallerFilter(unaskedSessions());
        assertThatCode(() -> callers.doFilter(
                        new MockHttpServletRequest("GET", "/api/items"),
                        new MockHttpServletResponse(),
                        (request, response) -> access.doFilter(request, response, chain)))
                .doesNotThrowAnyException();
    }

    private static Sessions unaskedSessions() {
        return (Sessions) Proxy.newProxyInstance(
                Sessions.class.getClassLoader(), new Class<?>[] {Sessions.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("an anonymous request has no token to ask about");
                });
    }

    private static OperationHandler operation(String name) {
        for (var method : Controller.class.getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                return new OperationHandler(
                        RequestMappingInfo.paths("/").build(), new HandlerMethod(new Controller(), method));
            }
        }
        throw new AssertionError("no method " + name);
    }

    @SuppressWarnings("unused") // found by name
    private static final class Controller {

        void list(Exchange http) {}

        void endless(Exchange http) {
            endless(http);
        }

        void read(@PathVariable String id, Exchange http) {}

        void nothing() {}

        String text(@PathVariable String id) {
            return id;
        }

        void search(String words, Exchange http) {}

        void number(@PathVariable long id, Exchange http) {}

        void between(@PathVariable String table, @PathVariable String id, Exchange http) {}
    }
}
