package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.errors;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.Reply;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Filters, search and sorting on eight products, the first priced 10, the second 20 and so on (docs/contract.md:
 * Filter a list, Search a list, Sort a list).
 */
@OnEachDatabase
class FiltersTest {

    private static final List<String> NAMES = List.of(
            "Apple", "apple pie", "Banana, ripe", "50% off", "under_score", "\u00c4PFEL", "back\\slash", "Apple");

    private final DatabaseKind database;
    private final Http http;

    FiltersTest(DatabaseKind database) {
        this.database = database;
        http = database.service().http();
    }

    @BeforeEach
    void createProducts() {
        ProductRows.clear(database.service());
        for (int i = 0; i < NAMES.size(); i++) {
            Products.create(http, NAMES.get(i), 10 * (i + 1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "product=Apple | 1 8",
                "product=apple | ''",
                "product=50%25+off | 4",
                "product__ne=Apple | 2 3 4 5 6 7",
                "product__lt=Banana, | 1 2 4 6 7 8",
                "product__lte=Apple | 1 4 6 8",
                "product__gt=back | 3 5 7",
                "product__gte=under_score | 5",
                "product__in=Apple,under_score | 1 5 8",
                "product__in=Banana%5C,%20ripe | 3",
                "product__in=Banana%5C,%20ripe,50%25%20off | 3 4",
                "product__in=Banana,%20ripe | ''",
                "product__in=under_score,%20Apple%20 | 1 5 8",
                "product__in=Apple,,under_score, | 1 5 8",
                "product__in=Apple&product__in=under_score,50%25%20off | 1 4 5 8",
                "product__in[]=Apple&product__in[]=under_score | 1 5 8",
                "product__in%5B%5D=Apple&product__in%5B%5D=under_score | 1 5 8",
                "product__in[0]=Apple&product__in[1]=under_score | 1 5 8",
                "product__in=back%5C&product__in=Apple | 1 8",
                "product=Apple%20 | 1 8",
                "product=%22%22 | ''",
                "product__ne=%22%22 | 1 2 3 4 5 6 7 8",
                "product__in=%22%22,Apple | 1 8",
                "product__in=back%5Cslash | 7",
                "product__contains=pp | 1 2 8",
                "product__contains=PP | ''",
                "product__contains=%25 | 4",
                "product__contains=_ | 5",
                "product__contains=%5C | 7",
                "product__icontains=APP | 1 2 8",
                "product__icontains=%C3%A4pf | 6",
                "product__icontains=0%25%20O | 4",
                "product__startswith=App | 1 8",
                "product__startswith=_ | ''",
                "product__istartswith=aPP | 1 2 8",
                "product__istartswith=%C3%A4 | 6",
                "product__isnull=true | ''",
                "product__isnull=false | 1 2 3 4 5 6 7 8"
            })
    void filtersText(String query, String expected) {
        assertFound(query, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "price=30 | 3",
                "price=30.0 | 3",
                "price=+30 | 3",
                "price=%203e1%20 | 3",
                "price__ne=30 | 1 2 4 5 6 7 8",
                "price__lt=30 | 1 2",
                "price__lte=30 | 1 2 3",
                "price__gt=60 | 7 8",
                "price__gte=60 | 6 7 8",
                "price__in=10,30,35 | 1 3",
                "price__isnull=1 | ''",
                "price__isnull=0 | 1 2 3 4 5 6 7 8",
                "price__isnull=yes | ''",
                "price__isnull=OFF | 1 2 3 4 5 6 7 8",
                "price__in=10&price__in=30 | 1 3",
                "price__in[]=10&price__in[]=30 | 1 3",
                "price__in=10,%2030, | 1 3",
                "price__in=,10,,30 | 1 3",
                "price=99999999999999999999 | ''",
                "price__lt=99999999999999999999 | 1 2 3 4 5 6 7 8",
                "price__gt=-99999999999999999999 | 1 2 3 4 5 6 7 8",
                "product=Apple&price__gt=10 | 8",
                "price__gte=20&price__lte=40&product__icontains=a | 2 3",
                "product= | 1 2 3 4 5 6 7 8",
                "product=&price= | 1 2 3 4 5 6 7 8",
                "product=&price=20 | 2",
                "product=&q=&limit=10 | 1 2 3 4 5 6 7 8",
                "sort=&fields=&limit=&offset=&cursor=&format=&csv_safe= | 1 2 3 4 5 6 7 8",
                "submit=&=&colour | 1 2 3 4 5 6 7 8",
                "offset=&cursor=&price__gte=&product__contains=&product__isnull=&price=20 | 2",
                "price__in=&price__lt=30 | 1 2",
                "price__in=,&sort=,&price__lt=30 | 1 2",
                "q=%20&product=%20&price__lt=%09&limit=%20 | 1 2 3 4 5 6 7 8",
                "price=&price=20 | 2",
                "limit=%202%20 | 1 2"
            })
    void filtersNumbersAndCombinesFilters(String query, String expected) {
        assertFound(query, expected);
    }

    @Test
    void filtersIds() {
        List<String> ids = http.get(Products.PATH).column("id");
        assertFound("id=" + ids.get(2), "3");
        assertFound("id__in=" + ids.get(2) + "," + ids.get(4), "3 5");
        assertFound("id__gt=" + ids.get(5), "7 8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "q=APP | 1 2 8",
                "q=%25 | 4",
                "q=_ | 5",
                "q=%5C | 7",
                "q=%C3%A4pfel | 6",
                "q=ripe&price=30 | 3",
                "q=%20off%20 | 4",
                "q=nothing | ''",
                "q=! | ''"
            })
    void searches(String query, String expected) {
        assertFound(query, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1 2 3 4 5 6 7 8",
        "price, 1 2 3 4 5 6 7 8",
        "-price, 8 7 6 5 4 3 2 1",
        "-id, 8 7 6 5 4 3 2 1",
        "product, 4 6 1 8 2 7 3 5",
        "'product,-price', 4 6 8 1 2 7 3 5",
        "'-product,price', 5 3 7 2 1 8 6 4",
        "'-product,-price,id', 5 3 7 2 8 1 6 4",
        "'product,%20-price', 4 6 8 1 2 7 3 5",
        "product&sort=-price, 4 6 8 1 2 7 3 5",
        "product&sort[]=-price, 4 6 8 1 2 7 3 5",
        "'-price,', 8 7 6 5 4 3 2 1"
    })
    void sorts(String sort, String expected) {
        assertFound(sort.isEmpty() ? "" : "sort=" + sort, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "price=%22%22, price invalid",
        "price=abc, price invalid",
        "price=1.5, price invalid",
        "price__lt=x, price__lt invalid",
        "'price__in=1,x', price__in invalid",
        "price__isnull=maybe, price__isnull invalid",
        "sort=colour, sort unknown-field",
        "'sort=price,-price', sort invalid",
        "sort=--price, sort unknown-field",
        "fields=colour, fields unknown-field",
        "'fields=id,colour', fields unknown-field",
        "'fields=id&fields=colour', fields unknown-field",
        "limit=0, limit min_value",
        "limit=-1, limit min_value",
        "limit=abc, limit invalid",
        "limit=1.5, limit invalid",
        "offset=-1, offset min_value",
        "offset=x, offset invalid",
        "format=xml, format invalid"
    })
    void refusesValuesThatMakeNoSense(String query, String error) {
        var problem = assertProblem(http.get(Products.PATH + "?" + query), 400, "invalid-parameter");
        assertThat(errors(problem, "parameter")).containsExactly(error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "price__contains=1",
                "price__between=1",
                "Price=1",
                "product__exact=a",
                "product_contains=a",
                "version=1",
                "product_folded=a",
                "page=1",
                "size=1",
                "=1"
            })
    void refusesFiltersThatDoNotExist(String query) {
        assertProblem(http.get(Products.PATH + "?" + query), 400, "unknown-parameter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "price=1&price=2 | duplicate-parameter | price__in",
                "price[]=1&price[]=2 | unknown-parameter | price__in",
                "limit[]=1 | unknown-parameter | one value",
                "price__in[x]=1 | unknown-parameter | Allowed",
                "price__in[=1 | unknown-parameter | Allowed",
                "price__in[][]=1 | unknown-parameter | Allowed",
                "[]=1 | unknown-parameter | Allowed",
                "price[gte]=1 | unknown-parameter | use price__gte.",
                "price[$gte]=1 | unknown-parameter | use price__gte.",
                "price.lt=1 | unknown-parameter | use price__lt.",
                "price_ne=1 | unknown-parameter | use price__ne.",
                "product_like=a | unknown-parameter | use product__icontains.",
                "filter[price]=1 | unknown-parameter | use price.",
                "filters[price][$lte]=1 | unknown-parameter | use price__lte.",
                "id[in]=1 | unknown-parameter | use id__in.",
                "Price=1 | unknown-parameter | use price.",
                "ordering=price | unknown-parameter | use sort.",
                "$orderby=price | unknown-parameter | use sort.",
                "_sort=price | unknown-parameter | use sort.",
                "page_size=1 | unknown-parameter | use limit.",
                "perPage=1 | unknown-parameter | use limit.",
                "_limit=1 | unknown-parameter | use limit.",
                "$skip=1 | unknown-parameter | use offset.",
                "search=a | unknown-parameter | use q.",
                "price[x]=1 | unknown-parameter | this path. Allowed",
                "colour[gte]=1 | unknown-parameter | this path. Allowed",
                "[[]].$=1 | unknown-parameter | this path. Allowed"
            })
    void showsHowParametersOfOtherDialectsAreWritten(String query, String code, String hint) {
        var problem = assertProblem(http.send("GET", Products.PATH + "?" + encoded(query), null), 400, code);
        assertThat(problem.required("errors").required(0).required("detail").stringValue())
                .contains(hint);
    }

    /** As Spring Data, JSON:API and SQL write them; a plus sign may be there for ascending order. */
    @ParameterizedTest
    @ValueSource(strings = {"price,desc", "price:desc", "price%20DESC", "-price%20asc"})
    void showsHowADirectionIsWritten(String sort) {
        var problem = assertProblem(http.get(Products.PATH + "?sort=" + sort), 400, "invalid-parameter");
        assertThat(problem.required("detail").stringValue()).contains("Descending order is written -id.");
        assertThat(http.get(Products.PATH + "?sort=%2Bprice,-id").text())
                .isEqualTo(http.get(Products.PATH + "?sort=price,-id").text());
    }

    @Test
    void refusesMoreThanThreeSortKeys() {
        assertFound("sort=product,price,id", "4 6 1 8 2 7 3 5");
        assertProblem(http.get(Products.PATH + "?sort=product,price,id,id"), 400, "invalid-parameter");
    }

    @Test
    void takes500ValuesAndNoMore() {
        String prices = IntStream.range(0, 500).mapToObj(Integer::toString).collect(Collectors.joining(","));
        assertFound("price__in=" + prices, "1 2 3 4 5 6 7 8");
        assertProblem(http.get(Products.PATH + "?price__in=" + prices + ",500"), 400, "invalid-parameter");
        String repeated = "limit=9&price__in=" + prices.replace(",", "&price__in=");
        assertFound(repeated, "1 2 3 4 5 6 7 8");
        assertProblem(http.get(Products.PATH + "?" + repeated + "&price__in=500"), 400, "too-many-parameters");
    }

    @Test
    void takesSearchesOf200CharactersAndNoMore() {
        String longest = "x".repeat(200);
        assertFound("q=" + longest, "");
        assertFound("q=" + "%F0%9F%8D%8E".repeat(200), "");
        assertProblem(http.get(Products.PATH + "?q=" + longest + "x"), 400, "invalid-parameter");
    }

    @Test
    void reportsEverythingThatIsWrongAtOnce() {
        Reply refused = http.get(Products.PATH + "?colour=red&limit=0&price=x&sort=size");
        assertThat(errors(assertProblem(refused, 400), "parameter"))
                .containsExactlyInAnyOrder(
                        "colour unknown-parameter", "limit min_value", "price invalid", "sort unknown-field");
    }

    @Test
    void showsTheFieldsAskedForInDeclaredOrder() {
        Reply list = http.get(Products.PATH + "?fields=price,product&limit=2");
        assertThat(list.text())
                .isEqualTo("[{\"product\":\"Apple\",\"price\":10},{\"product\":\"apple pie\",\"price\":20}]");
    }

    @Test
    void listsHaveNoEntityTag() {
        Reply list = http.get(Products.PATH, "If-None-Match: *");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.has("ETag")).isFalse();
        assertThat(list.header("Cache-Control")).isEqualTo("no-cache");
    }

    /** Asserts that these of the eight are found, in this order. */
    private void assertFound(String query, String expected) {
        Reply found = http.get(Products.PATH + "?" + encoded(query));
        assertThat(found.status()).as(found.toString()).isEqualTo(200);
        String numbers = found.column("price").stream()
                .map(price -> Integer.toString(Integer.parseInt(price) / 10))
                .collect(Collectors.joining(" "));
        assertThat(numbers).isEqualTo(expected);
    }

    /** Brackets, which browsers send as they are and {@link java.net.URI} does not take. */
    private static String encoded(String query) {
        return query.replace("[", "%5B").replace("]", "%5D");
    }
}
