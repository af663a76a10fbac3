package io.github.stockroom.bootstrap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** The pages of a list. */
public final class Pages {

    private Pages() {}

    /** Returns every page of a list, the first of which this is, by its links. */
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

    /** Returns the ids on all pages, in order. */
    public static List<String> ids(List<Reply> pages) {
        return pages.stream().flatMap(page -> page.column("id").stream()).toList();
    }
}
