package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.KeptConnection;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that stay open after a request, as those of browsers do, take little memory each. */
@Tag("slow")
class ManyConnectionsIT {

    /** With the 53 KB that Jetty's cache of header fields takes, they would need more than the heap. */
    private static final int CONNECTIONS = 3_000;

    private static final String HEAP = "-Xmx128m";

    @Test
    @Timeout(300)
    void fitIntoASmallHeap() throws IOException {
        OwnDatabase own = DatabaseKind.H2.create();
        List<KeptConnection> open = new ArrayList<>();
        try (own;
                ServiceProcess service = ServiceProcess.inNewDirectory()
                        .option(HEAP)
                        .option("-XX:+ExitOnOutOfMemoryError")
                        .with("LOGGING_LEVEL_IO_GITHUB_STOCKROOM_HTTP", "info")
                        .on(own)
                        .serving()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                var connection = new KeptConnection(SocketFactory.getDefault(), service.port());
                open.add(connection);
                connection.get("/healthz");
                connection.get("/healthz"); // Jetty begins to keep the fields of a connection at its second request
            }

            assertThat(service.http().get("/ht").status()).isEqualTo(200);
            assertThat(service.isAlive()).as(service.printed()).isTrue();
        } finally {
            for (KeptConnection connection : open) {
                connection.close();
            }
        }
    }
}
