package io.github.stockroom.rest.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.rest.filter.StrictTransport;
import io.github.stockroom.rest.json.RecordLimits;
import io.github.stockroom.rest.request.Proxies;
import io.github.stockroom.rest.request.RestSettings;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpTester;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadSheddingTest {

    private static final Duration A_MOMENT = Duration.ofNanos(1);
    private static final Proxies PROXIES = new Proxies(
            new RestSettings(null, List.of(), List.of("*"), "", false, false, false, 0, RecordLimits.DEFAULT, 16_384));

    private volatile Duration waited = Duration.ZERO;
    private volatile long now = Long.MAX_VALUE - 7; // the clock may start anywhere
    private final Server server = new Server();
    private final LocalConnector connector = new LocalConnector(server);
    private int served;

    @BeforeEach
    void start() throws Exception {
        server.addConnector(connector);
        var shedding = new LoadShedding(
                () -> waited.toNanos(),
                new ProblemErrorHandler(new StrictTransport(PROXIES, Duration.ZERO)),
                () -> now);
        shedding.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                served++;
                callback.succeeded();
                return true;
            }
        });
        server.setHandler(shedding);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void servesWhatDidNotWaitTooLong() throws Exception {
        waited = LoadShedding.MAX_WAIT;

        assertThat(get("/api-keys").getStatus()).isEqualTo(200);
    }

    @Test
    void refusesWhatWaitedTooLong() throws Exception {
        overload();

        HttpTester.Response refused = get("/api-keys");

        assertThat(refused.getStatus()).isEqualTo(503);
        assertThat(refused.get("Retry-After")).isEqualTo("1");
        assertThat(refused.get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.get("Connection")).isNull();
        assertThat(refused.getContent()).contains("temporary-reduced-capacity", "/api-keys");
        assertThat(served).isEqualTo(1);
    }

    @Test
    void servesTheQueueThatAPauseLeft() throws Exception {
        waited = LoadShedding.MAX_WAIT.multipliedBy(10);

        assertThat(get("/api-keys").getStatus()).isEqualTo(200);
        now += LoadShedding.PATIENCE.toNanos();
        assertThat(get("/api-keys").getStatus()).isEqualTo(200);
    }

    @Test
    void servesAgainAfterAShortWait() throws Exception {
        overload();
        assertThat(get("/api-keys").getStatus()).isEqualTo(503);
        waited = LoadShedding.SHORT_WAIT;
        assertThat(get("/api-keys").getStatus()).isEqualTo(200);
        waited = LoadShedding.MAX_WAIT.plus(A_MOMENT);

        assertThat(get("/api-keys").getStatus()).isEqualTo(200);
    }

    @Test
    void goesOnRefusingAfterAWaitThatIsNeitherLongNorShort() throws Exception {
        overload();
        waited = LoadShedding.MAX_WAIT;
        assertThat(get("/api-keys").getStatus()).isEqualTo(200);
        waited = LoadShedding.MAX_WAIT.plus(A_MOMENT);

        assertThat(get("/api-keys").getStatus()).isEqualTo(503);
    }

    @Test
    void answersPreflights() throws Exception {
        overload();

        assertThat(send("OPTIONS /api-keys HTTP/1.1\r\nHost: a\r\n\r\n").getStatus())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/ht/", "/actuator/health/readiness"})
    void servesProbesHoweverLongTheyWaited(String probe) throws Exception {
        overload();

        assertThat(get(probe).getStatus()).isEqualTo(200);
    }

    @Test
    void closesTheConnectionOnWhichABodyMayFollow() throws Exception {
        overload();

        HttpTester.Response refused = send("POST /api-keys HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{}");

        assertThat(refused.getStatus()).isEqualTo(503);
        assertThat(refused.get("Connection")).isEqualTo("close");
    }

    /** Makes the waits of requests long, and lets them have been long for a while. */
    private void overload() throws Exception {
        waited = LoadShedding.MAX_WAIT.plus(A_MOMENT);
        assertThat(get("/api-keys").getStatus()).isEqualTo(200);
        now += LoadShedding.PATIENCE.plus(A_MOMENT).toNanos();
    }

    private HttpTester.Response get(String path) throws Exception {
        return send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    private HttpTester.Response send(String request) throws Exception {
        return HttpTester.parseResponse(connector.getResponse(request));
    }
}
