package io.github.stockroom.rest.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.application.bulk.Chunks;
import io.github.stockroom.application.catalog.Catalog;
import io.github.stockroom.application.error.FieldConflictException;
import io.github.stockroom.application.error.FieldConflictException.Rule;
import io.github.stockroom.application.idempotency.InMemoryIdempotentResponses;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;
import io.github.stockroom.rest.body.BodyLimit;
import io.github.stockroom.rest.body.BodySpace;
import io.github.stockroom.rest.body.ReceivedBody;
import io.github.stockroom.rest.body.Spool;
import io.github.stockroom.rest.body.SpoolFiles;
import io.github.stockroom.rest.body.StreamPermits;
import io.github.stockroom.rest.body.Transfer;
import io.github.stockroom.rest.exchange.AnonymousKeys;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.exchange.Idempotency;
import io.github.stockroom.rest.json.RecordLimits;
import io.github.stockroom.rest.problem.ProblemError;
import io.github.stockroom.rest.problem.ProblemException;
import io.github.stockroom.rest.product.ProductResource;
import io.github.stockroom.rest.request.Callers;
import io.github.stockroom.rest.request.Proxies;
import io.github.stockroom.rest.request.RestSettings;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Creations that a unique field or a reference refuses (docs/contract.md: Unique values and references). */
class CreateHandlerTest {

    private static final RestSettings SETTINGS =
            new RestSettings(null, List.of(), List.of("*"), "", false, false, false, 0, RecordLimits.DEFAULT, 16_384);

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "text/csv, return=minimal, 1, 3",
        "text/csv, return=representation, 1, 3",
        "text/csv, return=minimal, 1999, 2001",
        "application/x-ndjson, return=minimal, 1, 2",
        "application/json, return=minimal, 1, 0"
    })
    void namesTheRecordOfManyAndItsLine(String type, String preference, long refused, long line) throws Exception {
        var request = new MockHttpServletRequest("POST", "/api/items");
        Callers.set(request, Caller.ANONYMOUS);
        request.setContentType(type);
        request.addHeader("Prefer", preference);
        request.setAttribute(ReceivedBody.ATTRIBUTE, new WholeBody(body(type, type.endsWith("/json") ? 900 : 2_500)));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> handler(refused).handle(exchange(request)))
                .satisfies(e -> {
                    assertThat(e.problem().status()).isEqualTo(409);
                    assertThat(e.problem().code()).isEqualTo("already-taken");
                    ProblemError error = e.problem().errors().get(0);
                    assertThat(error.location()).isEqualTo("#/" + refused + "/product");
                    assertThat(error.line()).isEqualTo(line);
                });
    }

    private record WholeBody(String text) implements ReceivedBody {

        @Override
        public Spool require(BodyLimit limit) {
            return Spool.of(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public byte first() {
            return (byte) text.charAt(0);
        }

        @Override
        public boolean isAwaited() {
            return false;
        }

        @Override
        public void await(Runnable then) {
            throw new AssertionError("it is here");
        }
    }

    private CreateHandler<ProductDetails, Product> handler(long refused) {
        return new CreateHandler<>(
                ProductResource.PRODUCTS,
                refusing(refused),
                new Idempotency(
                        new InMemoryIdempotentResponses(),
                        null, // asked for requests with a key only
                        SETTINGS,
                        AnonymousKeys.BY_KEY,
                        Clock.systemUTC()));
    }

    /** A catalogue whose store refuses one record of a chunk, when it has got the whole chunk. */
    @SuppressWarnings("unchecked")
    private static Catalog<ProductId, ProductDetails, Product> refusing(long refused) {
        return (Catalog<ProductId, ProductDetails, Product>) Proxy.newProxyInstance(
                Catalog.class.getClassLoader(), new Class<?>[] {Catalog.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("createAll");
                    return Chunks.store(
                            (Iterator<ProductDetails>) arguments[0],
                            chunk -> {
                                if (chunk.stream()
                                        .anyMatch(details ->
                                                details.name().value().equals("P" + refused))) {
                                    throw new FieldConflictException(Rule.UNIQUE, "product", refused % Chunks.SIZE);
                                }
                                return List.<Product>of();
                            },
                            created -> {});
                });
    }

    private Exchange exchange(MockHttpServletRequest request) throws Exception {
        return new Exchange(
                request,
                new MockHttpServletResponse(),
                SETTINGS,
                new Proxies(SETTINGS),
                new Transfer(
                        new BodySpace(new SpoolFiles(directory), 1 << 24, 1 << 24, 1 << 24), new StreamPermits(1, 1)));
    }

    private static String body(String type, int count) {
        return switch (type) {
            case "text/csv" -> "product,price\n" + rows(count, "P%d,1", "\n");
            case "application/x-ndjson" -> rows(count, "{\"product\":\"P%d\",\"price\":1}", "\n");
            default -> "[" + rows(count, "{\"product\":\"P%d\",\"price\":1}", ",") + "]";
        };
    }

    private static String rows(int count, String form, String separator) {
        return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining(separator));
    }
}
