package io.github.stockroom.application.product;

import static io.github.stockroom.application.product.ProductFields.ID;
import static io.github.stockroom.application.product.ProductFields.PRICE;
import static io.github.stockroom.application.product.ProductFields.PRODUCT;
import static io.github.stockroom.application.product.ProductFixture.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.query.Condition;
import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.FieldType;
import io.github.stockroom.application.query.InMemoryTable;
import io.github.stockroom.application.query.Listing;
import io.github.stockroom.application.query.Operator;
import io.github.stockroom.application.query.Pages;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.SortKey;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.product.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How every {@link ProductRepository} answers queries: as {@link InMemoryTable} does. */
abstract class ProductQueryContract {

    private static final Query<Product> ALL = Query.of(ProductFields.ALL);
    private static final Window WHOLE = Window.first(1_000);

    /** Names that differ in case and accents, mean something to SQL, or need more than one UTF-16 unit. */
    private static final List<String> NAMES = List.of(
            "Apple",
            "apple",
            "APPLE PIE",
            "Éclair",
            "éclair",
            "ÉCLAIR",
            "Eclair",
            "100% cotton",
            "100 cotton",
            "a_b",
            "axb",
            "A_B",
            "wow!",
            "wow!!",
            "wow!%",
            "back\\slash",
            "back\\%",
            "it's",
            "\"quoted\"",
            "a''b",
            "😀 smile",
            "😁",
            "straße",
            "STRASSE",
            "ẞ",
            "İstanbul",
            "ISTANBUL",
            "ıstanbul",
            "ΣΑΣ",
            "σας",
            "σασ",
            "K",
            "\u212A",
            "k",
            "ǅ",
            "line\nbreak",
            "'; drop table products; --",
            "%",
            "_",
            "!",
            "?",
            ":name",
            "x".repeat(200));

    static final List<List<SortKey<Product>>> SORTS = List.of(
            List.of(),
            List.of(ID.descending()),
            List.of(PRICE.ascending()),
            List.of(PRICE.descending()),
            List.of(PRODUCT.ascending()),
            List.of(PRODUCT.descending()),
            List.of(PRICE.ascending(), PRODUCT.descending()),
            List.of(PRICE.descending(), PRODUCT.ascending()),
            List.of(PRICE.descending(), ID.ascending()),
            List.of(PRODUCT.ascending(), PRICE.descending(), ID.ascending()),
            List.of(ID.ascending(), PRICE.ascending()));

    private final List<Product> stored = new ArrayList<>();

    abstract ProductRepository products();

    @BeforeEach
    void storeSomeProducts() {
        // Few prices, so that there are ties, and every name twice.
        for (int i = 0; i < NAMES.size() * 2; i++) {
            String name = NAMES.get(i % NAMES.size());
            stored.add(
                    products().insert(aProduct().named(name).priced(i * 7 % 5).details()));
        }
    }

    static Stream<Arguments> operatorsOnFields() {
        return ProductFields.ALL.all().stream()
                .flatMap(field -> Stream.of(Operator.values())
                        .filter(operator -> operator.appliesTo(field))
                        .map(operator -> Arguments.of(field, operator)));
    }

    @ParameterizedTest
    @MethodSource("operatorsOnFields")
    void conditionsHoldAsDefined(Field<Product, ?> field, Operator operator) {
        for (List<? extends Object> operands : operands(field, operator)) {
            assertAnswersAsDefined(ALL.where(new Condition<>(field, operator, operands)), WHOLE);
        }
    }

    private List<? extends List<? extends Object>> operands(Field<Product, ?> field, Operator operator) {
        if (operator == Operator.ISNULL) {
            return List.of(List.of(true), List.of(false));
        }
        List<? extends Object> values = field.type() == FieldType.TEXT
                ? Stream.concat(NAMES.stream(), Stream.of("", "PP", "pp", "É", "é", "ss", "i", "!%", "\\", "ab"))
                        .toList()
                : List.of(Long.MIN_VALUE, -1L, 0L, 2L, 4L, stored.get(9).id().value(), 3_000_000_000L, Long.MAX_VALUE);
        return operator == Operator.IN
                ? List.of(List.of(), values.subList(0, 1), values)
                : values.stream().map(List::of).toList();
    }

    @Test
    void severalConditionsAndASearchMustAllHold() {
        assertAnswersAsDefined(
                ALL.where(PRICE.atMost(3L))
                        .where(PRICE.isNot(1L))
                        .where(PRODUCT.contains("pp"))
                        .searching("APP"),
                WHOLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"app", "ÉCL", "écl", "ecl", "%", "_", "!", "!!", "\\", "'", "\"", "😀", "ß", "σ", "k", "?", "zzz"
            })
    void searchFindsTextIgnoringCase(String text) {
        assertAnswersAsDefined(ALL.searching(text), WHOLE);
    }

    @Test
    void searchIgnoresTheCaseOfAccentedLetters() {
        assertThat(products().list(ALL.searching("éCLAIR"), WHOLE))
                .extracting(p -> p.name().value())
                .containsOnly("Éclair", "éclair", "ÉCLAIR");
    }

    @ParameterizedTest
    @FieldSource("SORTS")
    void walkingPagesOfAnySizeEqualsTheWholeList(List<SortKey<Product>> sort) {
        Query<Product> query = ALL.sortedBy(sort);
        assertAnswersAsDefined(query, WHOLE);
        for (int size : new int[] {1, 2, 3, 7, 50, stored.size(), 1_000}) {
            assertThat(walk(query, Window.first(size))).isEqualTo(products().list(query, WHOLE));
        }
    }

    @ParameterizedTest
    @FieldSource("SORTS")
    void walkingAFilteredListEqualsTheWholeList(List<SortKey<Product>> sort) {
        Query<Product> query = ALL.sortedBy(sort).where(PRICE.above(0L)).searching("a");

        assertThat(walk(query, Window.first(3))).isEqualTo(products().list(query, WHOLE));
    }

    @ParameterizedTest
    @FieldSource("SORTS")
    void windowsBeginAndEndWhereTheySay(List<SortKey<Product>> sort) {
        Query<Product> query = ALL.sortedBy(sort);
        List<Product> list = products().list(query, WHOLE);
        for (int i = 0; i < list.size(); i += 5) {
            Window through = WHOLE.through(query.positionOf(list.get(i)));
            assertThat(products().list(query, through)).isEqualTo(list.subList(0, i + 1));
            Window between = through.after(query.positionOf(list.get(i / 2)));
            assertThat(products().list(query, between)).isEqualTo(list.subList(i / 2 + 1, i + 1));
        }
    }

    @ParameterizedTest
    @FieldSource("SORTS")
    void offsetsCountFromTheStartOfTheWindow(List<SortKey<Product>> sort) {
        Query<Product> query = ALL.sortedBy(sort);
        List<Product> list = products().list(query, WHOLE);
        Window fromTen = Window.first(4).after(query.positionOf(list.get(9)));

        assertThat(products().list(query, Window.first(4).withOffset(3))).isEqualTo(list.subList(3, 7));
        assertThat(products().list(query, fromTen.withOffset(3))).isEqualTo(list.subList(13, 17));
        assertThat(products().list(query, WHOLE.withOffset(10_000))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("SORTS")
    void aPageGoesOnBehindADeletedProduct(List<SortKey<Product>> sort) {
        Query<Product> query = ALL.sortedBy(sort);
        List<Product> list = products().list(query, WHOLE);
        Product anchor = list.get(20);
        products().delete(anchor.id(), anchor.version());

        assertThat(products().list(query, Window.first(5).after(query.positionOf(anchor))))
                .isEqualTo(list.subList(21, 26));
    }

    @Test
    void emptyStoreHasEmptyLists() {
        stored.forEach(product -> products().delete(product.id(), product.version()));

        assertThat(products().list(ALL, WHOLE)).isEmpty();
        assertThat(products().count(ALL)).isZero();
    }

    private List<Product> walk(Query<Product> query, Window start) {
        Listing<Product> listing = (q, window) -> Listing.page(q, window, products()::list);
        List<Product> walked = new ArrayList<>();
        new Pages<>(listing, query, start).forEachRemaining(page -> walked.addAll(page.items()));
        return walked;
    }

    private void assertAnswersAsDefined(Query<Product> query, Window window) {
        assertThat(products().list(query, window))
                .as(() -> query.conditions() + " " + query.search())
                .isEqualTo(InMemoryTable.list(stored, query, window));
        assertThat(products().count(query)).isEqualTo(InMemoryTable.count(stored, query));
    }
}
