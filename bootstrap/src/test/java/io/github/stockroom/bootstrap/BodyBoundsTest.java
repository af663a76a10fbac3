package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies that come too slowly, and more of them than there is room for. */
class BodyBoundsTest {

    private static final int LENGTH = 6_000_000;

    private final Path spool = RunningService.newDirectory("spool-");
    private final RunningService service = RunningService.start(
            DatabaseKind.H2,
            "stockroom.trusted-proxies=127.0.0.1",
            "stockroom.request.body-time=6s",
            "stockroom.request.header-time=2s",
            "stockroom.request.spool=20MB",
            "stockroom.request.spool-per-client=10MB",
            "stockroom.request.spool-dir=" + spool);

    private final Deque<RawHttp> connections = new ArrayDeque<>();

    @AfterEach
    void stop() {
        connections.forEach(RawHttp::close);
        service.close();
    }

    @Test
    void aBodyThatDoesNotComeIsGivenUp() {
        Reply refused = upload("192.0.2.1", 2_000).read();

        assertProblem(refused, 408, "request-timeout");
        assertThat(refused.header("Connection")).isEqualTo("close");
        assertThat(connections.getLast().isClosedByServer()).isTrue();
    }

    @Test
    void headerFieldsThatDoNotComeEndTheConnection() {
        RawHttp connection = RawHttp.to(service.port()).send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        connections.add(connection);

        assertThat(connection.isClosedByServer()).isTrue();
    }

    @Test
    void oneClientCannotTakeAllRoomAndNothingIsLeftInTheDirectory() throws IOException {
        upload("192.0.2.1", LENGTH - 1);
        upload("192.0.2.1", LENGTH - 1);

        assertRefused(429, "too-many-requests");
        try (var files = Files.list(spool)) {
            assertThat(files).isEmpty();
        }
        assertThat(service.http()
                        .post(Products.PATH, csv(LENGTH), "Content-Type: text/csv", "Prefer: return=minimal")
                        .status())
                .isIn(400, 413); // read as a whole, and not a product
    }

    @Test
    void allClientsTogetherCannotTakeMoreThanThereIs() {
        upload("192.0.2.1", LENGTH - 1);
        upload("192.0.2.2", LENGTH - 1);
        upload("192.0.2.3", LENGTH - 1);
        upload("192.0.2.4", LENGTH - 1);

        assertRefused(503, "busy");
        assertThat(service.http().post(Products.PATH, Products.json("Apple", 7)).status())
                .isEqualTo(201);
    }

    /** One upload or more is refused like this, which ones is up to chance; the others do not end in time. */
    private void assertRefused(int status, String code) {
        List<Reply> answers = connections.stream().map(RawHttp::read).toList();
        assertThat(answers).extracting(Reply::status).isSubsetOf(status, 408).contains(status);
        answers.stream().filter(answer -> answer.status() == status).forEach(refused -> {
            assertProblem(refused, status, code);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(refused.header("Connection")).isEqualTo("close");
        });
    }

    /** Sends the head of a request and so much of its body. */
    private RawHttp upload(String client, int bytes) {
        RawHttp connection = RawHttp.to(service.port());
        connections.add(connection);
        return connection
                .send("POST /api/items HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + client
                        + "\r\nContent-Type: text/csv\r\nContent-Length: " + LENGTH + "\r\n\r\n")
                .send(csv(bytes));
    }

    private static String csv(int bytes) {
        return "product,price\n" + "x".repeat(bytes - 14);
    }
}
