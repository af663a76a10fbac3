package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.ResourceUnderTest;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.VariedBodies;
import io.github.stockroom.domain.access.Resource;
import io.github.stockroom.rest.record.RecordResource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The last page of a long list, sorted by each field, beside the first page. Times are printed for people and depend on
 * the machine; what the test insists on is that the last page costs no multiple of the first, as it would without an
 * index. {@code bench/own-records} runs this with a million rows of a resource that has every type.
 */
@Tag("slow")
@OnEachDatabase
class DeepPagesTest {

    private static final int ROWS = Integer.getInteger("stockroom.pages.rows", 20_000);

    /** Fewer, as a million rows with many indexes take H2 the better part of an hour and 30 GB. */
    private static final int ROWS_ON_H2 = 200_000;

    private static final int ROWS_OF_A_REQUEST = 1_000;
    private static final int PAGE = 100;
    private static final int STRIDE = 1_000;
    private static final int REQUESTS = 51;
    private static final int WARM_UP = 200;
    private static final int MOST_TIMES = 5;
    private static final double NOISE = 2;
    private static final Pattern NEXT = Pattern.compile("[?&]cursor=([^&>]+)[^>]*>; rel=\"next\"");

    private final DatabaseKind kind;
    private final int rows;
    private final HttpClient client = HttpClient.newHttpClient();

    DeepPagesTest(DatabaseKind kind) {
        this.kind = kind;
        rows = kind == DatabaseKind.H2 ? Math.min(ROWS, ROWS_ON_H2) : ROWS;
    }

    static Stream<RecordResource<?, ?, ?>> resources() {
        String only = System.getProperty("stockroom.pages.resource", "");
        return RecordResources.ALL.stream()
                .filter(resource -> only.isEmpty() || resource.name().equals(only));
    }

    @ParameterizedTest
    @MethodSource("resources")
    void lastPageCostsWhatTheFirstDoes(RecordResource<?, ?, ?> resource) {
        String path = resource.operations().path();
        String[] open = Stream.of(Resource.values())
                .filter(Resource::isRecords)
                .map(records -> "stockroom.access." + records.code() + ".write=anonymous")
                .toArray(String[]::new);
        try (RunningService service = RunningService.start(kind, open)) {
            fill(service, ResourceUnderTest.at(path));
            resource.fields().all().forEach(field -> {
                String first = service.http().base() + path + "?sort=" + field.name() + "&limit=" + PAGE;
                String last = first + "&cursor=" + cursor(first.replace("limit=" + PAGE, "limit=" + STRIDE), first);
                assertThat(send(last).body()).as("the last page").contains("\"id\"");
                double[] times = times(first, last);
                System.out.printf(
                        "%s: %s by %s (%s): page 1 %.1f ms, page %,d %.1f ms%n",
                        kind,
                        resource.name(),
                        field.name(),
                        field.type().javaType().getSimpleName(),
                        times[0],
                        rows / PAGE,
                        times[1]);
                assertThat(times[1]).as(field.name()).isLessThan(MOST_TIMES * times[0] + NOISE);
            });
        }
    }

    private void fill(RunningService service, ResourceUnderTest resource) {
        var bodies = new VariedBodies(resource, service.http());
        for (long row = 0; row < rows; row += ROWS_OF_A_REQUEST) {
            String body = LongStream.range(row, Math.min(rows, row + ROWS_OF_A_REQUEST))
                    .mapToObj(bodies::body)
                    .collect(Collectors.joining("\n"));
            Reply created = service.http()
                    .post(resource.path(), body, "Content-Type: application/x-ndjson", "Prefer: return=minimal");
            assertThat(created.status()).as(created.toString()).isEqualTo(201);
        }
    }

    /** Returns that of the last page: reached in strides, since a cursor fits any limit. */
    private String cursor(String stride, String page) {
        String cursor = "";
        for (int behind = 0; behind < rows - PAGE; ) {
            boolean isFar = behind + STRIDE <= rows - PAGE;
            String target = isFar ? stride : page;
            cursor = next(cursor.isEmpty() ? target : target + "&cursor=" + cursor);
            behind += isFar ? STRIDE : PAGE;
        }
        return cursor;
    }

    private String next(String target) {
        Matcher next = NEXT.matcher(String.join(", ", send(target).headers().allValues("Link")));
        assertThat(next.find()).as(target).isTrue();
        return next.group(1);
    }

    /** Returns the medians of requests in turn, in milliseconds. */
    private double[] times(String first, String last) {
        for (int i = 0; i < WARM_UP; i++) {
            send(i % 2 == 0 ? first : last);
        }
        double[][] times = new double[2][REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            times[0][i] = time(first);
            times[1][i] = time(last);
        }
        return Stream.of(times)
                .peek(Arrays::sort)
                .mapToDouble(sorted -> sorted[REQUESTS / 2])
                .toArray();
    }

    private double time(String target) {
        long start = System.nanoTime();
        send(target);
        return (System.nanoTime() - start) / 1e6;
    }

    private HttpResponse<String> send(String target) {
        try {
            HttpResponse<String> response =
                    client.send(HttpRequest.newBuilder(URI.create(target)).build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).as(target).isEqualTo(200);
            return response;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
