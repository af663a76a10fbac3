package io.github.stockroom.bootstrap.testing;

import static org.assertj.core.api.Assertions.assertThat;

/** Products by way of the API, for tests of their fields. */
public final class Products {

    public static final String PATH = "/api/items";

    private static final ResourceUnderTest RESOURCE = ResourceUnderTest.at(PATH);

    private Products() {}

    public static String json(String name, long price) {
        return RESOURCE.body(name, price);
    }

    public static Reply create(Http http, String name, long price) {
        Reply created = http.post(PATH, json(name, price));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created;
    }

    public static String path(Reply record) {
        return PATH + "/" + record.id();
    }
}
