package io.github.stockroom.rest.route;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.apikey.ApiKeys;
import io.github.stockroom.application.session.ExternalCallers;
import io.github.stockroom.application.session.Sessions;
import io.github.stockroom.operations.Operation;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.body.BodySpace;
import io.github.stockroom.rest.body.SpoolFiles;
import io.github.stockroom.rest.body.StreamPermits;
import io.github.stockroom.rest.body.Transfer;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.json.RecordLimits;
import io.github.stockroom.rest.request.Proxies;
import io.github.stockroom.rest.request.RestSettings;
import io.github.stockroom.rest.security.ApiKeyCheck;
import io.github.stockroom.rest.security.CallerFilter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The start-up check of the routes. What the router does with requests, every test of the service over HTTP shows. */
class RouterTest {

    private static final List<Operation> TABLE = List.of(Operations.ROOT, Operations.READINESS);

    @Test
    void takesOneHandlerForEachOperation() {
        assertThatCode(() -> router(Operations.READINESS, Operations.ROOT)).doesNotThrowAnyException();
    }

    @Test
    void refusesAnOperationWithoutAHandler() {
        assertThatIllegalStateException()
                .isThrownBy(() -> router(Operations.ROOT))
                .withMessage("operations have no handler: GET /ht");
    }

    @Test
    void refusesAnOperationWithTwoHandlers() {
        assertThatIllegalStateException()
                .isThrownBy(() -> router(Operations.ROOT, Operations.READINESS, Operations.READINESS))
                .withMessage("an operation has two handlers: GET /ht");
    }

    @Test
    void refusesAHandlerOfAnOperationThatIsNotInTheTable() {
        assertThatIllegalStateException()
                .isThrownBy(() -> router(Operations.ROOT, Operations.READINESS, Operations.METRICS))
                .withMessageContaining("not in the table");
    }

    @Test
    void anErrorOfAHandlerIsAFailureThatCanBeAnswered(@TempDir Path directory) {
        var settings = new RestSettings(
                null, List.of(), List.of("*"), "", false, false, false, 0, RecordLimits.DEFAULT, 16_384);
        var proxies = new Proxies(settings);
        var transfer = transfer(directory);
        var router = new Router(
                List.of(Operations.ROOT),
                List.of(new Route(Operations.ROOT, RouterTest::endless)),
                (request, response) -> new Exchange(request, response, settings, proxies, transfer),
                (request, response) -> false);

        assertThatExceptionOfType(ServletException.class)
                .isThrownBy(() -> new CallerFilter(
                                unasked(Sessions.class),
                                new ExternalCallers(
                                        Optional.empty(), unasked(AccountRepository.class), Optional.empty()),
                                new ApiKeyCheck(unasked(ApiKeys.class), 0, System::nanoTime),
                                (request, account) -> {})
                        .doFilter(
                                new MockHttpServletRequest("GET", "/"),
                                new MockHttpServletResponse(),
                                (request, response) ->
                                        router.doFilter(request, response, (unrouted, unanswered) -> {})))
                .withCauseInstanceOf(StackOverflowError.class);
    }

    private static void endless(Exchange http) {
        endless(http);
    }

    private static Router router(Operation... operations) {
        return new Router(
                TABLE,
                Arrays.stream(operations)
                        .map(operation -> new Route(operation, http -> {}))
                        .toList(),
                (request, response) -> {
                    throw new AssertionError("no request was sent");
                },
                (request, response) -> false);
    }

    private static Transfer transfer(Path directory) {
        try {
            return new Transfer(new BodySpace(new SpoolFiles(directory), 0, 0, 0), new StreamPermits(1, 1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T unasked(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new AssertionError("an anonymous request has no token to ask about");
                }));
    }
}
