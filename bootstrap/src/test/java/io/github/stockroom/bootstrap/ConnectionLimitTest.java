package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The limit on connections (docs/security.md, "Budget"). */
class ConnectionLimitTest {

    private static final int LIMIT = 3;
    private static final int SILENCE_MS = 20_000;

    @Test
    @Timeout(60)
    void idleConnectionsMakeRoomAtTheLimit() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try (RunningService service = RunningService.start(DatabaseKind.H2, "server.jetty.max-connections=" + LIMIT)) {
            for (int i = 0; i < LIMIT; i++) {
                idle.add(served(service.port()));
            }

            assertThat(service.http().get("/healthz").status()).isEqualTo(200);

            for (Socket socket : idle) {
                assertThat(socket.getInputStream().read())
                        .as("end of an idle connection")
                        .isEqualTo(-1);
            }
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    /** Returns a connection that stays open after the response to its request. */
    private static Socket served(int port) throws IOException {
        var socket = new Socket("localhost", port);
        socket.setSoTimeout(SILENCE_MS);
        socket.getOutputStream()
                .write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        var response = new StringBuilder();
        while (!response.toString().endsWith("\r\n\r\n")) {
            response.append((char) socket.getInputStream().read());
        }
        int length = Integer.parseInt(response.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1"));
        socket.getInputStream().readNBytes(length);
        assertThat(response).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("connection: close");
        return socket;
    }
}
