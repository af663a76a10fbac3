package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import org.junit.jupiter.api.Test;

/** The requests of the React front end of the earlier movies system when its session is over (API.md 3.3). */
@OnEachDatabase
class RefusedRefreshTest {

    /** Many more than a client that stops sends. */
    private static final int LOOP = 20;

    private final RunningService service;
    private final Http http;

    RefusedRefreshTest(DatabaseKind database) {
        service = database.service();
        http = service.http();
    }

    @Test
    void theFrontEndStopsAfterTwoRequests() {
        String name = Tokens.createUser(http, "user");
        Reply tokens = Tokens.open(http, name);
        assertThat(http.delete("/users/delete/" + name, Tokens.bearer(Tokens.admin(http)))
                        .status())
                .isEqualTo(204);
        var client = new FrontEnd(text(tokens, "access"), text(tokens, "refresh"));

        Reply last = client.send("GET", "/api/v1/users/auth/user", null);

        assertThat(client.requests).isEqualTo(2);
        assertProblem(last, 401, "refresh_token_not_valid");
    }

    @Test
    void soItDoesWithTokensOfTheEarlierSystem() {
        var client = new FrontEnd("e30.e30.e30", "e30.eyJleHAiOjk5OTk5OTk5OTl9.e30");

        client.send("GET", "/api/v1/users/auth/user", null);

        assertThat(client.requests).isEqualTo(2);
    }

    /**
     * Its interceptor (axios 0.21): on a 401 with the right reason phrase and the code {@code token_not_valid} it
     * renews its token and sends the request again, and does so for the refresh itself too, because its guard compares
     * {@code /api/token/refresh} with an absolute URL.
     */
    private final class FrontEnd {

        private final String access;
        private final String refresh;
        private int requests;

        FrontEnd(String access, String refresh) {
            this.access = access;
            this.refresh = refresh;
        }

        Reply send(String method, String path, String body) {
            requests++;
            Reply reply = raw(method, path, body);
            if (requests < LOOP
                    && reply.status() == 401
                    && reply.reason().equals("Unauthorized")
                    && text(reply, "code").equals("token_not_valid")) {
                return send("POST", "/api/token/refresh", "{\"refresh\":\"" + refresh + "\"}");
            }
            return reply;
        }

        /** The client of the JDK hides the reason phrase. */
        private Reply raw(String method, String path, String body) {
            String content = body == null ? "" : body;
            try (RawHttp connection = RawHttp.to(service.port())) {
                return connection
                        .send(String.join(
                                "\r\n",
                                method + " " + path + " HTTP/1.1",
                                "Host: localhost",
                                Tokens.bearer(access),
                                "Content-Type: application/json",
                                "Content-Length: " + content.length(),
                                "Connection: close",
                                "",
                                content))
                        .read();
            }
        }
    }
}
