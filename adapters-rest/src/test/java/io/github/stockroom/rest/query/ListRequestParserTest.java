package io.github.stockroom.rest.query;

import static io.github.stockroom.rest.ProblemAssertions.codeOf;
import static io.github.stockroom.rest.ProblemAssertions.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.product.ProductFields;
import io.github.stockroom.application.query.Condition;
import io.github.stockroom.application.query.Operator;
import io.github.stockroom.application.query.Position;
import io.github.stockroom.domain.product.Product;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Query strings of collections, tried on products. */
class ListRequestParserTest {

    private static final String SORT = "sort=-price,product";
    private static final Position BEHIND = new Position(List.of(7L, "Apple \u00e4\uD83C\uDF4E", 12L));

    private final ListRequestParser<Product> parser =
            new ListRequestParser<>("/api/items", ProductFields.ALL, Product::version);

    @Test
    void nothingAskedForMeansEverything() {
        ListRequest<Product> request = parse("");
        assertThat(request.limit()).isNull();
        assertThat(request.offset()).isZero();
        assertThat(request.after()).isNull();
        assertThat(request.shown()).isEqualTo(ProductFields.ALL.all());
        assertThat(request.query().conditions()).isEmpty();
        assertThat(request.query().sort()).containsExactly(ProductFields.ID.ascending());
    }

    @Test
    void readsConditions() {
        assertThat(parse("product=A&price__gte=1e1&id__in=1,%202&price=&product__in=a%5C,b,c%5C&q=x")
                        .query())
                .satisfies(query -> {
                    assertThat(query.conditions())
                            .containsExactly(
                                    ProductFields.PRODUCT.is("A"),
                                    ProductFields.PRICE.atLeast(10L),
                                    ProductFields.ID.in(List.of(1L, 2L)),
                                    ProductFields.PRODUCT.in(List.of("a,b", "c\\")));
                    assertThat(query.search()).isEqualTo("x");
                });
        assertThat(parse("price__isnull=TRUE").query().conditions())
                .containsExactly(new Condition<>(ProductFields.PRICE, Operator.ISNULL, List.of(true)));
    }

    @Test
    void idClosesEverySortOrder() {
        assertThat(parse("sort=price").query().sort())
                .startsWith(ProductFields.PRICE.ascending())
                .hasSize(2);
        assertThat(parse("sort=-id,price").query().sort())
                .containsExactly(ProductFields.ID.descending(), ProductFields.PRICE.ascending());
    }

    @Test
    void limitsAreCoerced() {
        assertThat(parse("limit=1").limit()).isEqualTo(1);
        assertThat(parse("limit=1000").limit()).isEqualTo(1_000);
        assertThat(parse("limit=1001").limit()).isEqualTo(1_000);
        assertThat(parse("limit=99999999999999999999").limit()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource({
        "x=1, x unknown-parameter",
        "limit=1&limit=1, limit duplicate-parameter",
        "limit=0, limit min_value",
        "offset=10001, offset offset-too-large",
        "cursor=x, cursor invalid-cursor",
        "offset=0&cursor=x, offset invalid",
        "product=%00, product null_character",
        "'sort=id,price,product,id', sort invalid",
        "price__contains=1, price__contains unknown-parameter"
    })
    void refuses(String query, String error) {
        assertThat(errorsOf(() -> parse(query))).containsExactly(error);
    }

    @Test
    void lenientPassesOverUnknownParametersOnly() {
        assertThat(parser.parse(QueryString.parse("x=1&limit=5"), true, false).limit())
                .isEqualTo(5);
        assertThat(errorsOf(() -> parser.parse(QueryString.parse("x=1&limit=0"), true, false)))
                .containsExactly("limit min_value");
    }

    @Test
    void cursorsLeadBackToTheirPosition() {
        String cursor = parser.cursor(parse(SORT).query(), BEHIND);
        assertThat(cursor).matches("[A-Za-z0-9_-]+");
        assertThat(parse(SORT + "&limit=9&fields=id&cursor=" + cursor).after()).isEqualTo(BEHIND);
    }

    @Test
    void cursorsBelongToOneQuestion() {
        String cursor = parser.cursor(parse(SORT + "&price=7&id__gt=1").query(), BEHIND);
        assertThat(parse(SORT + "&id__gt=1&price=7.0&cursor=" + cursor).after())
                .as("the order of filters means nothing")
                .isEqualTo(BEHIND);
        for (String other : new String[] {
            SORT,
            SORT + "&price=8&id__gt=1",
            SORT + "&price=7&id__gt=1&q=a",
            "sort=price,product&price=7&id__gt=1",
            SORT + "&price=7&id__gte=1"
        }) {
            assertThat(codeOf(() -> parse(other + "&cursor=" + cursor))).isEqualTo("cursor-mismatch");
        }
    }

    @Test
    void cursorsBelongToOneResource() {
        var other = new ListRequestParser<>("/others", ProductFields.ALL, Product::version);
        String cursor = other.cursor(parse(SORT).query(), BEHIND);
        assertThat(codeOf(() -> parse(SORT + "&cursor=" + cursor))).isEqualTo("invalid-cursor");
    }

    @Test
    void noBrokenCursorIsAnythingButAnInvalidOne() {
        String cursor = parser.cursor(parse(SORT).query(), BEHIND);
        for (int length = 1; length < cursor.length(); length++) {
            String broken = cursor.substring(0, length);
            assertThat(codeOf(() -> parse(SORT + "&cursor=" + broken)))
                    .as(broken)
                    .isEqualTo("invalid-cursor");
        }
        String nulls = Base64.getUrlEncoder().encodeToString(new byte[10]);
        assertThat(codeOf(() -> parse(SORT + "&cursor=" + nulls))).isEqualTo("invalid-cursor");
        assertThat(codeOf(() -> parse(SORT + "&cursor=" + cursor + cursor))).isEqualTo("invalid-cursor");
    }

    private ListRequest<Product> parse(String query) {
        return parser.parse(QueryString.parse(query), false, false);
    }
}
