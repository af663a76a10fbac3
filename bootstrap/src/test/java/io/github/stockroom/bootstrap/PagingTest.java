package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.Pages;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.Reply;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Limits, offsets, cursors and counts on 1,005 products of which many share a name (docs/contract.md: Page through a
 * list, Count records).
 */
@OnEachDatabase
class PagingTest {

    private static final int COUNT = 1_005;

    private final DatabaseKind database;
    private final Http http;

    PagingTest(DatabaseKind database) {
        this.database = database;
        http = database.service().http();
    }

    @BeforeEach
    void insertProducts() {
        ProductRows.in(database.service(), COUNT, row -> "Name " + row % 7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sort=price",
                "sort=-price",
                "sort=product",
                "sort=-product",
                "sort=product,-price",
                "sort=-product,price",
                "sort=-product,-price,-id",
                "sort=-id",
                "sort=product&product__ne=Name%203",
                "q=name%205&sort=-price",
                "price__gt=100&price__lte=900",
                "fields=id,price&sort=-product"
            })
    void walkingPageByPageEqualsTheWholeList(String query) {
        List<String> whole = http.get(Products.PATH + "?" + query).column("id");
        assertThat(new HashSet<>(whole)).hasSize(whole.size()).isNotEmpty();
        for (int limit : new int[] {97, 335, 1_000}) {
            List<Reply> pages = Pages.walk(http, Products.PATH + "?" + query + "&limit=" + limit);
            assertThat(Pages.ids(pages)).as("limit " + limit).isEqualTo(whole);
            assertThat(pages).hasSize((whole.size() + limit - 1) / limit);
        }
    }

    @Test
    void linksAreAbsoluteAndKeepAllOtherParameters() {
        String query = "?product=Name%205&q=ame%205&sort=-price&fields=id,price&utm_source=a%26b&limit=2&offset=4";
        Reply page = http.get(Products.PATH + query);
        assertThat(page.relations()).containsExactly("first", "next");
        for (String relation : page.relations()) {
            String link = page.link(relation);
            assertThat(link).startsWith(http.base() + Products.PATH + "?").doesNotContain("offset=");
            assertThat(link)
                    .contains("product=Name%205", "q=ame%205", "sort=-price", "utm_source=a%26b", "limit=2")
                    .containsPattern("fields=id(,|%2C)price");
        }
        assertThat(page.link("first")).doesNotContain("cursor=");
        assertThat(http.get(page.link("first")).text())
                .isEqualTo(
                        http.get(Products.PATH + query.replace("&offset=4", "")).text());
        assertThat(http.get(page.link("next")).text())
                .isEqualTo(http.get(Products.PATH + query.replace("offset=4", "offset=6"))
                        .text());
    }

    @Test
    void theLastPageHasNoNextAndAListWithoutLimitNoLinkAtAll() {
        Reply last = http.get(Products.PATH + "?limit=10&offset=995");
        assertThat(last.json().size()).isEqualTo(10);
        assertThat(last.relations()).containsExactly("first");
        Reply whole = http.get(Products.PATH);
        assertThat(whole.json().size()).isEqualTo(COUNT);
        assertThat(whole.has("Link")).isFalse();
        assertThat(whole.has("Stockroom-Truncated")).isFalse();
    }

    @Test
    void servesAtMostAThousandWhateverTheLimit() {
        for (String limit : new String[] {"1000", "1001", "99999999999999999999", "1000.0"}) {
            Reply page = http.get(Products.PATH + "?limit=" + limit);
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            assertThat(page.json().size()).isEqualTo(1_000);
            assertThat(http.get(page.link("next")).json().size()).isEqualTo(5);
        }
    }

    @Test
    void offsetsReachTenThousand() {
        List<String> whole = http.get(Products.PATH).column("id");
        assertThat(http.get(Products.PATH + "?offset=0").column("id")).isEqualTo(whole);
        assertThat(http.get(Products.PATH + "?offset=1000").column("id")).isEqualTo(whole.subList(1_000, COUNT));
        assertThat(http.get(Products.PATH + "?offset=3&limit=2").column("id")).isEqualTo(whole.subList(3, 5));
        assertThat(http.get(Products.PATH + "?offset=10000").text()).isEqualTo("[]");
        assertThat(http.get(Products.PATH + "?offset=10000&limit=5").text()).isEqualTo("[]");
        var problem = assertProblem(http.get(Products.PATH + "?offset=10001"), 400, "offset-too-large");
        assertThat(problem.required("detail").stringValue()).contains("cursor");
        assertProblem(http.get(Products.PATH + "?offset=99999999999999999999"), 400, "offset-too-large");
    }

    @Test
    void countsExactlyWhenAsked() {
        Reply page = http.get(Products.PATH + "?limit=2&product=Name%203", "Prefer: count=exact");
        assertThat(page.header("X-Total-Count")).isEqualTo("144");
        assertThat(page.header("Preference-Applied")).isEqualTo("count=exact");
        assertThat(page.json().size()).isEqualTo(2);
        assertThat(http.get(page.link("next"), "Prefer: count=exact").header("X-Total-Count"))
                .isEqualTo("144");
        assertThat(http.get(Products.PATH, "Prefer: count=exact").header("X-Total-Count"))
                .isEqualTo("1005");
        assertThat(http.head(Products.PATH, "Prefer: count=exact").header("X-Total-Count"))
                .isEqualTo("1005");
        assertThat(http.get(Products.PATH + "?limit=2").has("X-Total-Count")).isFalse();
    }

    @Test
    void anEmptyListIsAnEmptyArray() {
        Reply none = http.get(Products.PATH + "?product=nothing");
        assertThat(none.status()).isEqualTo(200);
        assertThat(none.text()).isEqualTo("[]");
        Reply page = http.get(Products.PATH + "?product=nothing&limit=5");
        assertThat(page.text()).isEqualTo("[]");
        assertThat(page.link("next")).isNull();
    }
}
