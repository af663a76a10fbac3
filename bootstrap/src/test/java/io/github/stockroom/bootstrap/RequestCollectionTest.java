package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.ApiDocument;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RequestCollection;
import io.github.stockroom.bootstrap.testing.RequestFile;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The requests of {@code docs/requests} are answered as their titles say, and no operation is missing. With
 * {@code -Dstockroom.requests=write} the test writes a file for each resource that has none.
 */
class RequestCollectionTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @TestFactory
    Stream<DynamicTest> eachFileWorksOnAFreshDatabase() {
        return RequestCollection.names().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> sendAll(RequestCollection.read(name))));
    }

    private static void sendAll(RequestCollection collection) {
        collection.set("password", Tokens.ADMIN_PASSWORD);
        try (var service = RunningService.start(DatabaseKind.H2)) {
            for (RequestCollection.Request request : collection.requests()) {
                Reply reply = collection.send(service.http(), request);
                assertThat(reply.status()).as("%s: %s", request, reply).isEqualTo(request.status());
            }
        }
    }

    @Test
    void everyOperationIsThere() {
        if ("write".equals(System.getProperty("stockroom.requests"))) {
            RecordResources.ALL.forEach(resource -> RequestCollection.writeIfMissing(
                    resource.name() + ".http",
                    () -> RequestFile.of(resource.name(), resource.operations().path())));
        }
        Set<String> wanted = new TreeSet<>();
        ApiDocument.root()
                .required("paths")
                .forEachEntry((path, operations) -> operations.propertyNames().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> wanted.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        Set<String> sent = RequestCollection.names().stream()
                .flatMap(name -> RequestCollection.read(name).requests().stream())
                .map(request -> request.method() + " " + request.path())
                .collect(Collectors.toSet());
        assertThat(wanted)
                .as("-Dstockroom.requests=write writes requests of a resource that has no file")
                .isNotEmpty()
                .allSatisfy(operation ->
                        assertThat(sent).as(operation).anyMatch(request -> request.matches(pattern(operation))));
    }

    /** A parameter stands for a placeholder, or for one segment, as the glued id of a replaced service does. */
    private static String pattern(String operation) {
        return operation.replace(".", "\\.").replaceAll("\\{\\w+}", "(\\\\{\\\\{[^/]+}}|[^/{}]+)");
    }
}
