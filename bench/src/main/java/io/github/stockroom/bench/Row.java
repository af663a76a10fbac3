package io.github.stockroom.bench;

import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A row of products. */
record Row(long id, long version, String product, long price) {

    private static final JsonFactory JSON = new JsonFactory();

    Row(ResultSet row) throws SQLException {
        this(row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4));
    }

    static Row parse(InputStream body) throws IOException {
        String product = "";
        long price = 0;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body.readAllBytes())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isProduct = parser.currentName().equals("product");
                parser.nextToken();
                if (isProduct) {
                    product = parser.getString();
                } else {
                    price = parser.getLongValue();
                }
            }
        }
        return new Row(0, 0, product, price);
    }

    void appendTo(JsonBytes json) {
        json.append("{\"id\":")
                .append(id)
                .append(",\"product\":")
                .appendText(product)
                .append(",\"price\":")
                .append(price)
                .append('}');
    }
}
