package io.github.stockroom.persistence.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A PostgreSQL server that asks for no password, behind a {@link TransactionPooler}. It runs as long as the class. */
public final class PooledPostgres implements BeforeAllCallback, AfterAllCallback {

    private @Nullable EmbeddedPostgres server;
    private @Nullable TransactionPooler pooler;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        server = EmbeddedPostgres.start();
        pooler = new TransactionPooler(server.getPort());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        pooler.close();
        server.close();
    }

    /** Returns the port of the pooler. */
    public int port() {
        return pooler.port();
    }

    /** Returns the port of the server itself. */
    public int serverPort() {
        return server.getPort();
    }
}
