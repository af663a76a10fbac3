package io.github.stockroom.rest.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** What it does with methods that it takes, every test of the service over HTTP shows. */
class OperationTest {

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

    private static Operation operation(String name) {
        for (var method : Controller.class.getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                return new Operation(
                        RequestMappingInfo.paths("/").build(), new HandlerMethod(new Controller(), method));
            }
        }
        throw new AssertionError("no method " + name);
    }

    @SuppressWarnings("unused") // found by name
    private static final class Controller {

        void list(Exchange http) {}

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
