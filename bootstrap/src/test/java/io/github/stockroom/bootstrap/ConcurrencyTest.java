package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Many writers at once. */
@OnEachDatabase
class ConcurrencyTest {

    private static final int WRITERS = 16;

    private final Http http;
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);

    ConcurrencyTest(DatabaseKind database) {
        http = database.service().http();
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @RepeatedTest(3)
    void ofWritersWithTheSameTagOneWins() throws Exception {
        Reply record = Products.create(http, "Apple", 0);
        List<Reply> replies = atOnce(writer -> http.put(
                Products.path(record), Products.json("Writer " + writer, writer + 1), "If-Match: " + record.etag()));
        assertThat(statuses(replies)).containsExactlyElementsOf(oneAndTheRest(200, 412));
        Reply winner =
                replies.stream().filter(r -> r.status() == 200).findFirst().orElseThrow();
        Reply now = http.get(Products.path(record));
        assertThat(now.text()).isEqualTo(winner.text());
        assertThat(now.etag()).isEqualTo("\"2\"").isEqualTo(winner.etag());
    }

    @RepeatedTest(3)
    void writersWithoutATagAllSucceedOneAfterTheOther() throws Exception {
        Reply record = Products.create(http, "Apple", 0);
        List<Reply> replies =
                atOnce(writer -> http.put(Products.path(record), Products.json("Writer " + writer, writer + 1)));
        assertThat(statuses(replies)).containsOnly(200);
        assertThat(new HashSet<>(replies.stream().map(Reply::etag).toList())).hasSize(WRITERS);
        Reply now = http.get(Products.path(record));
        assertThat(now.etag()).isEqualTo("\"" + (WRITERS + 1) + "\"");
        assertThat(replies)
                .anyMatch(
                        reply -> reply.text().equals(now.text()) && reply.etag().equals(now.etag()));
    }

    @Test
    void patchesOfDifferentFieldsDoNotUndoEachOther() throws Exception {
        Reply record = Products.create(http, "Apple", 0);
        List<Reply> replies = atOnce(writer ->
                http.patch(Products.path(record), writer % 2 == 0 ? "{\"product\":\"Pear\"}" : "{\"price\":9}"));
        assertThat(statuses(replies)).containsOnly(200);
        Reply now = http.get(Products.path(record));
        assertThat(now.text()).isEqualTo("{\"id\":" + record.id() + ",\"product\":\"Pear\",\"price\":9}");
        assertThat(now.etag()).isEqualTo("\"3\"");
    }

    @Test
    void ofManyDeletionsOneWins() throws Exception {
        Reply record = Products.create(http, "Apple", 0);
        List<Reply> replies = atOnce(writer -> http.delete(Products.path(record)));
        assertThat(statuses(replies)).containsExactlyElementsOf(oneAndTheRest(204, 404));
    }

    @RepeatedTest(5)
    void deletionDuringUpdatesLeavesNothingBehind() throws Exception {
        Reply record = Products.create(http, "Apple", 0);
        List<Reply> replies = atOnce(writer -> writer == 0
                ? http.delete(Products.path(record))
                : http.put(Products.path(record), Products.json("Writer " + writer, writer)));
        assertThat(replies.get(0).status()).isEqualTo(204);
        assertThat(statuses(replies.subList(1, WRITERS))).allMatch(status -> status == 200 || status == 404);
        assertThat(http.get(Products.path(record)).status()).isEqualTo(404);
        assertThat(http.put(Products.path(record), Products.json("Late", 1)).status())
                .isEqualTo(404);
    }

    @Test
    void everyCreationGetsAnIdOfItsOwn() throws Exception {
        List<Reply> replies = atOnce(writer -> Products.create(http, "Apple", writer));
        assertThat(new HashSet<>(replies.stream().map(Reply::id).toList())).hasSize(WRITERS);
    }

    /** Lets all writers go at the same moment; the replies are in their order. */
    private List<Reply> atOnce(IntFunction<Reply> request) throws Exception {
        var barrier = new CyclicBarrier(WRITERS);
        List<Callable<Reply>> tasks = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            tasks.add(() -> {
                barrier.await();
                return request.apply(writer);
            });
        }
        List<Reply> replies = new ArrayList<>();
        for (Future<Reply> reply : threads.invokeAll(tasks)) {
            replies.add(reply.get());
        }
        return replies;
    }

    private static List<Integer> statuses(List<Reply> replies) {
        return replies.stream().map(Reply::status).sorted().toList();
    }

    private static List<Integer> oneAndTheRest(int one, int rest) {
        List<Integer> all = new ArrayList<>(Collections.nCopies(WRITERS - 1, rest));
        all.add(0, one);
        return all;
    }
}
