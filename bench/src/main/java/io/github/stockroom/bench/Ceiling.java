package io.github.stockroom.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.persistence.DatabaseAddress;
import io.github.stockroom.persistence.PoolSettings;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * As fast as the service could be: the same server, pool and driver, the same statements and the same bytes, and
 * nothing else between them. The settings are those of the service.
 */
final class Ceiling {

    private Ceiling() {}

    public static void main(String[] arguments) throws Exception {
        var database = DatabaseAddress.postgres(
                setting("DB_HOST"),
                Integer.parseInt(setting("DB_PORT")),
                setting("DB_NAME"),
                setting("DB_USER"),
                setting("DB_PASSWORD"));
        try (HikariDataSource pool = database.pool(PoolSettings.DEFAULT)) {
            var server = new Server();
            var connector = new ServerConnector(server);
            connector.setPort(Integer.parseInt(setting("SERVER_PORT")));
            connector
                    .getConnectionFactory(HttpConnectionFactory.class)
                    .getHttpConfiguration()
                    .setSendServerVersion(false);
            server.addConnector(connector);
            var context = new ServletContextHandler();
            context.addServlet(new ServletHolder(new CeilingServlet(pool)), "/*");
            server.setHandler(context);
            server.start();
            server.join();
        }
    }

    private static String setting(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }
}
