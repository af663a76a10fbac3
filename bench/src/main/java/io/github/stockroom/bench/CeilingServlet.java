package io.github.stockroom.bench;

import io.github.stockroom.domain.shared.TextOrder;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Only what the benchmark asks for: no check, no error, no option beyond its requests. */
final class CeilingServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private static final String PATH = "/api/items";
    private static final String SELECT = "select id, version, product, price from products";
    private static final String FIND = SELECT + " where id = ?";
    private static final String INSERT =
            "insert into products (version, product, product_folded, product_order, price) values (?, ?, ?, ?, ?)";
    private static final String UPDATE = """
            update products set version = version + 1, product = ?, product_folded = ?, product_order = ?, price = ?
            where id = ? and version = ?""";
    private static final int CHUNK = 1_000;

    private final transient DataSource pool;

    CeilingServlet(DataSource pool) {
        this.pool = pool;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Vary", "Accept, Accept-Encoding, Origin, Prefer");
        response.setHeader("X-Request-Id", UUID.randomUUID().toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
        String path = request.getRequestURI();
        try {
            if (request.getMethod().equals("POST")) {
                create(request, response);
            } else if (path.length() > PATH.length() + 1) {
                long id = Long.parseLong(path.substring(PATH.length() + 1));
                if (request.getMethod().equals("PUT")) {
                    replace(id, request, response);
                } else {
                    find(id, response);
                }
            } else {
                list(request, response);
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private void find(long id, HttpServletResponse response) throws SQLException, IOException {
        try (Connection connection = pool.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setLong(1, id);
            try (ResultSet rows = find.executeQuery()) {
                rows.next();
                record(200, new Row(rows), response);
            }
        }
    }

    private void create(HttpServletRequest request, HttpServletResponse response) throws SQLException, IOException {
        Row body = Row.parse(request.getInputStream());
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT, new String[] {"id"})) {
            insert.setLong(1, 1);
            insert.setString(2, body.product());
            insert.setString(3, body.product().toLowerCase(Locale.ROOT));
            insert.setString(4, TextOrder.key(body.product()));
            insert.setLong(5, body.price());
            insert.executeUpdate();
            try (ResultSet key = insert.getGeneratedKeys()) {
                key.next();
                var created = new Row(key.getLong(1), 1, body.product(), body.price());
                response.setHeader("Location", "http://" + request.getHeader("Host") + PATH + "/" + created.id());
                record(201, created, response);
            }
        }
    }

    private void replace(long id, HttpServletRequest request, HttpServletResponse response)
            throws SQLException, IOException {
        Row body = Row.parse(request.getInputStream());
        Row now;
        try (Connection connection = pool.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setLong(1, id);
            try (ResultSet rows = find.executeQuery()) {
                rows.next();
                now = new Row(rows);
            }
        }
        try (Connection connection = pool.getConnection();
                PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setString(1, body.product());
            update.setString(2, body.product().toLowerCase(Locale.ROOT));
            update.setString(3, TextOrder.key(body.product()));
            update.setLong(4, body.price());
            update.setLong(5, id);
            update.setLong(6, now.version());
            update.executeUpdate();
        }
        record(200, new Row(id, now.version() + 1, body.product(), body.price()), response);
    }

    private void list(HttpServletRequest request, HttpServletResponse response) throws SQLException, IOException {
        response.setHeader("Cache-Control", "no-cache");
        response.setContentType("application/json");
        String limit = request.getParameter("limit");
        Condition condition = Condition.of(request);
        if (limit != null) {
            page(request, response, condition, Integer.parseInt(limit));
            return;
        }
        OutputStream out = response.getOutputStream();
        var json = new JsonBytes().append('[');
        List<Row> chunk = chunk(condition, 0, CHUNK);
        boolean first = true;
        while (true) {
            int shown = Math.min(chunk.size(), CHUNK);
            for (Row row : chunk.subList(0, shown)) {
                json = first ? json : json.append(',');
                row.appendTo(json);
                first = false;
            }
            if (chunk.size() <= CHUNK) {
                break;
            }
            json.drainTo(out);
            chunk = chunk(condition, chunk.get(CHUNK - 1).id(), CHUNK);
        }
        json.append(']').drainTo(out);
    }

    private void page(
            HttpServletRequest request, HttpServletResponse response, @Nullable Condition condition, int limit)
            throws SQLException, IOException {
        List<Row> rows = chunk(condition, 0, limit);
        String url = "http://" + request.getHeader("Host") + PATH + "?" + request.getQueryString();
        String link = "<" + url + ">; rel=\"first\"";
        if (rows.size() > limit) {
            // As long as the service's; no client follows it here.
            link += ", <" + url + "&cursor=L2FwaS9pdGVtcwBFR2dGaVpscWVfWTYAdjQA>; rel=\"next\"";
            rows = rows.subList(0, limit);
        }
        response.setHeader("Link", link);
        var json = new JsonBytes().append('[');
        for (int i = 0; i < rows.size(); i++) {
            json = i == 0 ? json : json.append(',');
            rows.get(i).appendTo(json);
        }
        json.append(']');
        response.setContentLength(json.length());
        json.drainTo(response.getOutputStream());
    }

    /** One row more than the limit tells whether there are more. */
    private List<Row> chunk(@Nullable Condition condition, long after, int limit) throws SQLException {
        var sql = new StringBuilder(SELECT);
        if (condition != null) {
            sql.append(" where (").append(condition.sql()).append(')');
        }
        if (after > 0) {
            sql.append(condition == null ? " where" : " and").append(" (id > ?)");
        }
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        sql.append(" order by id limit ?").toString())) {
            int index = 1;
            if (condition != null) {
                select.setObject(index++, condition.operand());
            }
            if (after > 0) {
                select.setLong(index++, after);
            }
            select.setInt(index, limit + 1);
            try (ResultSet rows = select.executeQuery()) {
                List<Row> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new Row(rows));
                }
                return found;
            }
        }
    }

    private static void record(int status, Row row, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setHeader("ETag", "\"" + row.version() + "\"");
        response.setHeader("Cache-Control", "no-cache");
        response.setContentType("application/json");
        var json = new JsonBytes();
        row.appendTo(json);
        response.setContentLength(json.length());
        json.drainTo(response.getOutputStream());
    }

    /** The one filter of a request, if any. */
    private record Condition(String sql, Object operand) {

        static @Nullable Condition of(HttpServletRequest request) {
            String price = request.getParameter("price");
            String search = request.getParameter("q");
            if (price != null) {
                return new Condition("price = ?", Long.valueOf(price));
            }
            return search == null
                    ? null
                    : new Condition("(product_folded like ? escape '!')", "%" + search.toLowerCase(Locale.ROOT) + "%");
        }
    }
}
