package io.github.stockroom.rest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.HandlerMethod;

/** What it does with methods that it takes, every test of the service over HTTP shows. */
class ExchangeHandlerAdapterTest {

    private final RestSettings settings =
            new RestSettings(null, List.of(), List.of("*"), "", false, false, false, 0, 6);
    private final ExchangeHandlerAdapter adapter = new ExchangeHandlerAdapter(settings, new Proxies(settings));

    @Test
    void takesMethodsThatAnswerThroughAnExchange() {
        assertThat(adapter.supports(method("read"))).isTrue();
    }

    @Test
    void leavesOthersToSpring() {
        assertThat(adapter.supports(method("text"))).isFalse();
        assertThat(adapter.supports("a handler of another kind")).isFalse();
    }

    @Test
    void refusesMethodsThatExpectWhatItDoesNotGive() {
        assertThatIllegalStateException()
                .isThrownBy(() -> adapter.supports(method("search")))
                .withMessageContaining("path variables only");
    }

    private static HandlerMethod method(String name) {
        for (var method : Controller.class.getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                return new HandlerMethod(new Controller(), method);
            }
        }
        throw new AssertionError("no method " + name);
    }

    @SuppressWarnings("unused") // found by name
    private static final class Controller {

        void read(@PathVariable String id, Exchange http) {}

        void search(String words, Exchange http) {}

        String text(@PathVariable String id) {
            return id;
        }
    }
}
