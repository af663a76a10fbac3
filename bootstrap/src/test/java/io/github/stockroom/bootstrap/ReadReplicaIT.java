package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.Eventually;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.Relay;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.persistence.testing.ReplicatedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reads of records from a streaming replica. A replica that stands still shows which server served a read. */
class ReadReplicaIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int CLIENTS = 8;
    private static final AtomicInteger CLIENT = new AtomicInteger();

    private static ReplicatedPostgres servers;
    private static Relay relay;
    private static RunningService service;

    private final Http http = service.http();

    @BeforeAll
    static void start() throws IOException {
        servers = ReplicatedPostgres.start();
        relay = new Relay("localhost", servers.replicaPort());
        service = RunningService.start(
                new OwnDatabase(servers.environment(), servers::close),
                "stockroom.database.reader.host=localhost:" + relay.port(),
                "stockroom.database.reader.max-lag=5s",
                "stockroom.trusted-proxies=127.0.0.1,::1");
    }

    @AfterAll
    static void stop() throws IOException {
        service.close();
        relay.close();
    }

    /** Each test begins with a replica that serves. */
    @AfterEach
    void awaitReplica() {
        servers.resumeReplay();
        Eventually.isTrue("the replica serves reads", SOON, this::isServedByReplica);
    }

    @Test
    void writersSeeWhatTheyWroteAndOthersWhatTheReplicaHas() {
        awaitReplica();
        servers.pauseReplay();
        String writer = newClient();
        Reply created = http.post(Products.PATH, Products.json("Apple", 1), writer);
        String position = "Stockroom-Position: " + created.header("Stockroom-Position");
        String path = Products.path(created);

        assertThat(http.get(path, newClient()).status()).as("from the replica").isEqualTo(404);
        assertThat(http.get(path, writer).status()).as("the writer").isEqualTo(200);
        assertThat(http.get(Products.PATH + "?product=Apple", writer).column("id"))
                .as("the writer's list")
                .contains(created.id());
        assertThat(http.get(path, newClient(), position).status())
                .as("another address with the position")
                .isEqualTo(200);
        assertThat(http.get(path, newClient(), "Stockroom-Position: nonsense").status())
                .as("a position that is none")
                .isEqualTo(200);
        assertThat(http.put(path, Products.json("Pear", 2), newClient()).status())
                .as("a change by another client")
                .isEqualTo(200);

        servers.resumeReplay();
        Eventually.isTrue(
                "the replica has it", SOON, () -> http.get(path, newClient()).status() == 200);
        assertThat(http.get(path, newClient()).has("Stockroom-Position")).isFalse();
    }

    @Test
    void thePrimaryServesWhileTheReplicaLags() {
        awaitReplica();
        servers.pauseReplay();
        Reply created = http.post(Products.PATH, Products.json("Apple", 1), newClient());

        Eventually.isTrue(
                "the lag is beyond its bound",
                SOON,
                () -> http.get(Products.path(created), newClient()).status() == 200);
    }

    @Test
    void thePrimaryServesWhileTheReplicaIsStopped() {
        assertServedWithout(servers::stopReplica, servers::startReplica);
    }

    @Test
    void thePrimaryServesWhileTheReplicaIsSilent() {
        assertServedWithout(relay::fallSilent, relay::recover);
    }

    /** No read fails, and each client is served many more times. */
    private void assertServedWithout(Runnable end, Runnable begin) {
        awaitReplica();
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger served = new AtomicInteger();
        List<CompletableFuture<Void>> readers = new ArrayList<>();
        for (int reader = 0; reader < CLIENTS; reader++) {
            readers.add(CompletableFuture.runAsync(() -> {
                while (!enough.get()) {
                    assertThat(http.get(Products.PATH + "?limit=1", newClient()).status())
                            .isEqualTo(200);
                    served.incrementAndGet();
                }
            }));
        }
        int more = 100 * CLIENTS;
        Eventually.isTrue("the replica serves", SOON, () -> served.get() > more);
        end.run();
        int before = served.get();
        Eventually.isTrue("the primary serves", SOON, () -> served.get() > before + more);
        begin.run();
        enough.set(true);
        CompletableFuture.allOf(readers.toArray(CompletableFuture[]::new)).join();
    }

    @Test
    void clientsReadTheirOwnWrites() throws Exception {
        assertOwnWritesAreRead(2_000);
    }

    @Test
    @Tag("slow")
    void clientsReadTheirOwnWritesAHundredThousandTimes() throws Exception {
        assertOwnWritesAreRead(100_000);
    }

    /** Half of the clients send positions, each time from another address; the others send nothing. */
    private void assertOwnWritesAreRead(int writes) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                boolean sendsPosition = client % 2 == 0;
                clients.add(CompletableFuture.runAsync(() -> writeAndRead(writes / CLIENTS, sendsPosition), threads));
            }
            CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).get();
        } finally {
            threads.shutdownNow();
        }
    }

    private void writeAndRead(int writes, boolean sendsPosition) {
        String address = newClient();
        String path = Products.path(http.post(Products.PATH, Products.json("Apple", 0), address));
        for (int price = 1; price <= writes; price++) {
            String body = Products.json("Apple", price);
            Reply changed = served(() -> http.put(path, body, address));
            Reply read = served(() -> sendsPosition
                    ? http.get(path, newClient(), "Stockroom-Position: " + changed.header("Stockroom-Position"))
                    : http.get(path, address));
            assertThat(read.json().required("price").intValue()).isEqualTo(price);
        }
    }

    /** Asks again where a busy machine keeps the database from answering in time. */
    private static Reply served(Supplier<Reply> request) {
        Reply reply = request.get();
        for (int repeated = 0; reply.status() >= 500 && repeated < 3; repeated++) {
            reply = request.get();
        }
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply;
    }

    /** Writes while the replica stands still: what another client does not see, the replica serves. */
    private boolean isServedByReplica() {
        servers.pauseReplay();
        try {
            Reply created = http.post(Products.PATH, Products.json("Probe", 1), newClient());
            return http.get(Products.path(created), newClient()).status() == 404;
        } finally {
            servers.resumeReplay();
        }
    }

    /** An address that no other client has. */
    private static String newClient() {
        int number = CLIENT.incrementAndGet();
        return "X-Forwarded-For: 10." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255);
    }
}
