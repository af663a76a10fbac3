package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Eventually;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A service that is killed again and again while clients post under keys, and repeat what they got no answer to. */
@OnEachDatabase
@Tag("slow")
class KilledServiceIT {

    private static final int KILLS = Integer.getInteger("kills", 8);
    private static final int CLIENTS = 8;
    private static final int ACKNOWLEDGED_BETWEEN_KILLS = 25;

    private final DatabaseKind database;

    /** The id that a client was told, by the key it sent; the key is the name of the product too. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    private final List<String> unanswered = new ArrayList<>();

    KilledServiceIT(DatabaseKind database) {
        this.database = database;
    }

    @Test
    void everyKeyHasOneRecordAndNoneIsLost() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        int repeated = 0;
        try (OwnDatabase own = database.create()) {
            for (int kill = 0; kill < KILLS; kill++) {
                try (ServiceProcess service =
                        ServiceProcess.inNewDirectory().on(own).serving()) {
                    repeated += unanswered.size();
                    repeatUnanswered(service.http());
                    List<Future<String>> last = new ArrayList<>();
                    int before = acknowledged.size();
                    for (int client = 0; client < CLIENTS; client++) {
                        last.add(clients.submit(() -> postUntilNobodyAnswers(service.http())));
                    }
                    Eventually.isTrue(
                            "clients are served",
                            Duration.ofSeconds(30),
                            () -> acknowledged.size() >= before + ACKNOWLEDGED_BETWEEN_KILLS);
                    service.kill();
                    for (Future<String> key : last) {
                        unanswered.add(key.get());
                    }
                }
            }
            try (ServiceProcess service =
                    ServiceProcess.inNewDirectory().on(own).serving()) {
                repeatUnanswered(service.http());
                assertThat(stored(service.http())).isEqualTo(acknowledged);
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(repeated).isEqualTo((KILLS - 1) * CLIENTS);
    }

    /** @return the key of the request that got no answer */
    private String postUntilNobodyAnswers(Http http) {
        while (true) {
            String key = UUID.randomUUID().toString();
            try {
                acknowledge(key, post(http, key));
            } catch (UncheckedIOException e) {
                return key;
            }
        }
    }

    private void repeatUnanswered(Http http) {
        for (String key : unanswered) {
            Eventually.isTrue(
                    "the database has given up the transaction of the killed service",
                    Duration.ofSeconds(30),
                    () -> isAcknowledged(key, post(http, key)));
        }
        unanswered.clear();
    }

    /** Returns false while a session of the killed service still claims the key. */
    private boolean isAcknowledged(String key, Reply reply) {
        if (reply.status() == 409 && reply.text().contains("idempotency-in-progress")) {
            return false;
        }
        acknowledge(key, reply);
        return true;
    }

    private void acknowledge(String key, Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        acknowledged.put(key, reply.id());
    }

    private static Reply post(Http http, String key) {
        return http.post(Products.PATH, Products.json(key, 1), "Idempotency-Key: " + key);
    }

    /** Every record there is; fails when a name is there twice. */
    private static Map<String, String> stored(Http http) {
        Map<String, String> ids = new HashMap<>();
        http.get(Products.PATH).json().forEach(product -> {
            String name = product.required("product").stringValue();
            assertThat(ids.put(name, product.required("id").asString()))
                    .as(name)
                    .isNull();
        });
        return ids;
    }
}
