package io.github.stockroom.bootstrap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Products by way of the API. */
public final class Products {

    public static final String PATH = "/api/items";

    private Products() {}

    public static String json(String name, long price) {
        return ResourceUnderTest.PRODUCTS.body(name, price);
    }

    public static Reply create(Http http, String name, long price) {
        Reply created = http.post(PATH, json(name, price));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created;
    }

    public static String path(Reply record) {
        return PATH + "/" + record.id();
    }

    /** Every page of a list, the first of which this is, by its links. */
    public static List<Reply> walk(Http http, String firstPage) {
        List<Reply> pages = new ArrayList<>();
        for (String next = firstPage;
                next != null;
                next = pages.get(pages.size() - 1).link("next")) {
            Reply page = http.get(next);
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            pages.add(page);
        }
        return pages;
    }

    /** The ids on all pages, in order. */
    public static List<String> ids(List<Reply> pages) {
        return pages.stream().flatMap(page -> page.column("id").stream()).toList();
    }
}
