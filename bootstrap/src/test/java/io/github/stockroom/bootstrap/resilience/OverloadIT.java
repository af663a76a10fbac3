package io.github.stockroom.bootstrap.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.resilience.Storm.Outcome;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One instance under ten times the load that it serves at best, from many addresses, while other clients read by id,
 * look
 * at the probe and sign in. Clients, service and PostgreSQL share the processors, so the storms are of requests that
 * cost
 * the service much and their clients little.
 */
@Tag("resilience")
class OverloadIT {

    private static final int TIMES = 10;
    private static final int PRODUCTS = 400_000;
    private static final int ADDRESSES = 200;
    private static final int CLIENTS = 4;
    private static final int PROBES_PER_SECOND = 10;
    private static final Duration TIME = Duration.ofSeconds(Report.LONG ? 30 : 8);
    private static final Duration RECOVERY = Duration.ofSeconds(5);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String FORMAT =
            "overload: %s: at best %.0f/s; at %.0f/s: %.0f/s (%.2f), p99 %d ms, refused %d, failed %d; probes %d,"
                    + " slowest %d ms; recovery %.1f s; memory %d -> %d MB; beside it: by id %.0f -> %.0f/s (%.2f),"
                    + " honest sign-ins %d of %d, slowest %d ms";

    private static PostgresNode server;
    private static ServiceProcess service;
    private static String url;

    private final Storm byId = new Storm(i -> get("/api/items/" + (1 + i % PRODUCTS), "10.1.0.1"));
    private final Storm probe = new Storm(i -> get("/healthz", "10.1.0.2"));
    private final Storm honestSignIn = new Storm(i -> signIn(Tokens.ADMIN_PASSWORD, "admin", "10.1.0.3"));

    @BeforeAll
    static void start() throws SQLException {
        server = PostgresNode.empty();
        String database = server.newDatabase();
        service = ServiceProcess.inNewDirectory()
                .option("-Xmx256m")
                .option("-XX:+ExitOnOutOfMemoryError")
                .with("STOCKROOM_TRUSTED_PROXIES", "127.0.0.1")
                .with("STOCKROOM_ADMIN_PASSWORD", Tokens.ADMIN_PASSWORD)
                .on(new OwnDatabase(PostgresNode.settings(server.host(), database), () -> {}))
                .serving();
        url = "http://127.0.0.1:" + service.port();
        try (Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://" + server.host() + "/" + database, "postgres", "postgres")) {
            ProductRows.replace(connection, PRODUCTS, row -> "Product " + row);
        }
        server.jdbc(database).sql("vacuum analyze products").update();
    }

    @AfterAll
    static void stop() {
        service.close();
        server.close();
    }

    @Test
    void servesSearchesAtTheSameRate() {
        overload("search that finds nothing", i -> get("/api/items?q=zz&sort=-price&limit=20", address(i)));
    }

    @Test
    void servesSignInsAtTheSameRate() {
        overload("sign-in with a wrong password", i -> signIn("wrong password", Tokens.newName(), address(i)));
    }

    private void overload(String name, IntFunction<HttpRequest.Builder> kind) {
        var storm = new Storm(kind);
        byId.inTurn(CLIENTS, TIME).join(); // compiles
        double alone = byId.inTurn(CLIENTS, TIME).join().perSecond();
        storm.inTurn(CLIENTS, TIME).join();
        double best = storm.inTurn(CLIENTS, TIME).join().perSecond();
        honestSignIn.atRate(1, SECOND); // the account knows this client from now on
        long memory = service.residentMegabytes();

        CompletableFuture<Outcome> probes = at(PROBES_PER_SECOND, probe);
        Outcome outcome = storm.atRate(TIMES * best, TIME);
        Outcome after = storm.atRate(Math.max(1, best / 4), RECOVERY.multipliedBy(2));
        CompletableFuture<Outcome> signIns = at(1, honestSignIn);
        CompletableFuture<Outcome> reads = byId.inTurn(CLIENTS, TIME);
        Outcome beside = storm.atRate(TIMES * best, TIME);

        Report.note(FORMAT.formatted(
                name,
                best,
                TIMES * best,
                outcome.perSecond(),
                outcome.perSecond() / best,
                outcome.percentile(0.99).toMillis(),
                outcome.refused(),
                outcome.failed(),
                probes.join().accepted(),
                probes.join().percentile(1).toMillis(),
                after.untilAccepted().toMillis() / 1_000.0,
                memory,
                service.residentMegabytes(),
                alone,
                reads.join().perSecond(),
                reads.join().perSecond() / alone,
                signIns.join().accepted(),
                signIns.join().accepted() + signIns.join().refused(),
                signIns.join().percentile(1).toMillis()));
        assertThat(service.isAlive()).as(service.printed()).isTrue();
        assertThat(List.of(outcome, after, beside, reads.join(), probes.join(), signIns.join()))
                .allSatisfy(one -> assertThat(one.failed()).isZero());
        assertThat(probes.join().refused()).isZero();
        assertThat(signIns.join().accepted()).isPositive();
        assertThat(after.untilAccepted()).isLessThan(RECOVERY);
    }

    private static CompletableFuture<Outcome> at(double perSecond, Storm requests) {
        return CompletableFuture.supplyAsync(() -> requests.atRate(perSecond, TIME));
    }

    private static HttpRequest.Builder get(String target, String address) {
        return HttpRequest.newBuilder(URI.create(url + target)).header("X-Forwarded-For", address);
    }

    private static HttpRequest.Builder signIn(String password, String name, String address) {
        return HttpRequest.newBuilder(URI.create(url + "/api/token"))
                .header("X-Forwarded-For", address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Tokens.credentials(name, password)));
    }

    private static String address(int number) {
        return "10.0." + number % ADDRESSES + ".1";
    }
}
