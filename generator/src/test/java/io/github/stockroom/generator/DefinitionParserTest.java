package io.github.stockroom.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionParserTest {

    private final Tree tree = new Tree(Path.of(".."));

    @Test
    void namesFollowFromTheNamesOfTheDefinition() {
        Definition lines = parse("order_lines in_stock:boolean note:longtext?");

        assertThat(lines.values())
                .containsEntry("Record", "OrderLine")
                .containsEntry("record", "orderLine")
                .containsEntry("package", "orderline")
                .containsEntry("table", "order_lines")
                .containsEntry("path", "/api/order-lines")
                .containsEntry("a", "an")
                .containsEntry("ACCESS", "ORDER_LINES");
        assertThat(lines.write()).isEqualTo("USER");
        assertThat(lines.fields())
                .containsExactly(
                        new FieldDefinition(
                                "in_stock",
                                "inStock",
                                "InStock",
                                FieldKind.BOOLEAN,
                                List.of(),
                                Modifiers.NONE,
                                Optional.empty()),
                        new FieldDefinition(
                                "note",
                                "note",
                                "Note",
                                FieldKind.LONGTEXT,
                                List.of(),
                                new Modifiers(true, Optional.empty(), false, false),
                                Optional.empty()));
    }

    @Test
    void optionsChooseWhatDoesNotFollow() {
        Definition people =
                parse("people age:integer(0,150) --one person --path /v1/staff --id uuid --write admin --access staff");

        assertThat(people)
                .isEqualTo(new Definition(
                        "people",
                        "person",
                        "/v1/staff",
                        "staff",
                        true,
                        "ADMIN",
                        List.of(new FieldDefinition(
                                "age",
                                "age",
                                "Age",
                                FieldKind.INTEGER,
                                List.of("0", "150"),
                                Modifiers.NONE,
                                Optional.empty()))));
    }

    @ParameterizedTest
    @CsvSource({
        "x:text(3)?, true, false, false",
        "'x:text(3),unique', false, true, false",
        "'x:integer(-9223372036854775808,9223372036854775807)?,unique', true, true, false",
        "'x:decimal(5,5),unique,readonly', false, true, true",
        "'x:date?,readonly,unique', true, true, true"
    })
    void modifiersStandBehindTheType(String field, boolean optional, boolean unique, boolean readOnly) {
        assertThat(DefinitionParser.parse(List.of("books", field, "y:date"), tree)
                        .fields())
                .extracting(FieldDefinition::modifiers)
                .startsWith(new Modifiers(optional, Optional.empty(), unique, readOnly));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "text(9)=a \\ | \"a \\\\\" | a \\",
                "integer(0,9000000000)=8000000000 | 8000000000L | 8000000000",
                "decimal(4,2)=1.5 | new BigDecimal(\"1.50\") | 1.50",
                "decimal(4,2)=-0 | new BigDecimal(\"0.00\") | 0.00",
                "boolean=false | false | false",
                "date=2026-01-31 | LocalDate.of(2026, 1, 31) | 2026-01-31",
                "timestamp=2026-01-31T12:00:00+01:00 | Instant.parse(\"2026-01-31T11:00:00Z\") | 2026-01-31T11:00:00Z",
                "choice(a,b)=b | \"b\" | b"
            })
    void defaultsBecomeCodeAndTextOfForms(String type, String code, String typed) {
        DefaultValue value = DefinitionParser.parse(List.of("books", "x:" + type), tree)
                .fields()
                .get(0)
                .byDefault()
                .orElseThrow();

        assertThat(value.code()).isEqualTo(code);
        assertThat(value.typed()).isEqualTo(typed);
    }

    @ParameterizedTest
    @CsvSource({"things, ThingId, aThing", "books, BookId, aBook"})
    void referencesAreIdsOfOtherRecords(String other, String type, String maker) {
        NewResource.write(tree, DefinitionParser.parse(List.of("things", "name:text(9)"), tree));
        FieldDefinition field =
                parse("books other_one:ref(" + other + ")?").fields().get(0);

        assertThat(field.type()).isEqualTo(type);
        assertThat(field.kind()).isEqualTo(FieldKind.INTEGER);
        assertThat(field.isReferenceTo("Book")).isEqualTo(other.equals("books"));
        assertThat(field.target()).map(Target::maker).contains(maker);
    }

    @ParameterizedTest
    @CsvSource({
        "books, book",
        "movies, movie",
        "categories, category",
        "boxes, box",
        "addresses, address",
        "order_lines, order_line",
        "orders, order",
        "statuses, status",
        "houses, house",
        "heroes, hero",
        "taxes, tax"
    })
    void singularFollowsFromTheRegularPlural(String plural, String singular) {
        assertThat(parse(plural + " name:text(9)").singular()).isEqualTo(singular);
    }

    @ParameterizedTest
    @ValueSource(strings = {"people", "news", "series", "sheep", "analyses", "shelves", "axes"})
    void singularOfOtherPluralsIsAskedFor(String plural) {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> parse(plural + " name:text(9)"))
                .withMessage("The singular of '" + plural + "' does not follow from it: write --one and the singular.");
    }

    @ParameterizedTest
    @CsvSource({"heir, an", "user, a", "hour, an", "house, a", "unit, a", "one, a", "author, an"})
    void articleIsAsTheWordIsSpoken(String word, String article) {
        assertThat(Words.article(word)).isEqualTo(article);
    }

    @ParameterizedTest
    @CsvSource({"title, Title", "book, BookName", "number, BookNumber", "list, BookList", "x, BookX", "id_card, IdCard"
    })
    void valueClassHidesNoOther(String field, String type) {
        assertThat(parse("books " + field + ":text(9)").fields())
                .extracting(FieldDefinition::type)
                .containsExactly(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "books x:money | There is no type 'money'",
                "books x | 'x' is no field",
                "books x:text | write text(n)",
                "books x:text(0) | write text(n)",
                "books x:text(601) | write text(n)",
                "books x:decimal(1001,2) | write decimal(p,s)",
                "books x:decimal(2,3) | write decimal(p,s)",
                "books x:decimal(99999999999999999999,3) | write decimal(p,s)",
                "books x:integer(5,5) | write integer(min,max)",
                "books x:integer(0,9223372036854775808) | write integer(min,max)",
                "books x:choice(a) | write choice(a,b)",
                "books x:choice(a,a) | write choice(a,b)",
                "books x:choice(a,b') | write choice(a,b)",
                "books x:date(1) | date takes nothing in parentheses",
                "books x:date,unik | ',unik' behind the type of 'x'",
                "books x:date?? | '??' behind the type of 'x'",
                "books x:date,unique? | ',unique?' behind the type of 'x'",
                "books x:date,unique,unique | 'x' is unique twice",
                "books x:date?=2026-01-31 | a field has a default or may be null, not both",
                "books x:date=2026-01-31,unique | a unique field has no default",
                "books x:date=2026-02-30 | '2026-02-30' is no date; write it as 2026-01-31",
                "books x:date=0000-01-01 | '0000-01-01' is no date that the field could have",
                "books x:timestamp=2026-01-31 | write it as 2026-01-31T12:00:00Z",
                "books x:boolean=yes | 'yes' is no boolean that the field could have",
                "books x:integer(1,5)=6 | '6' is no integer that the field could have",
                "books x:integer(1,5)=1.5 | '1.5' is no integer; write it as 5",
                "books x:decimal(4,2)=1.234 | '1.234' is no decimal that the field could have",
                "books x:decimal(4,2)=100 | '100' is no decimal that the field could have",
                "books x:decimal(4,2)=1e999999999 | is no decimal that the field could have",
                "books x:text(2)=abc | 'abc' is no text that the field could have",
                "books x:text(2)= | '' is no text that the field could have",
                "books x:choice(a,b)=c | 'c' is no choice that the field could have",
                "books x:uuid=1-1-1-1-1 | is no uuid that the field could have",
                "books x:ref(books)=1 | a reference has no default",
                "books x:date,unique=2026-01-31 | ',unique=2026-01-31' behind the type of 'x'",
                "books x:ref | write ref(resource)",
                "books x:ref(a,b) | write ref(resource)",
                "books x:ref(gadgets)? | There are no gadgets; there are ",
                "books x:ref(Books)? | There are no Books; there are ",
                "books x:ref(books) | the first of the books could not refer to another one; write ref(books)?",
                "books x:date,readonly | Some field must not be readonly",
                "books x:date,readonly,readonly | 'x' is readonly twice",
                "books x:boolean,unique | boolean cannot be unique",
                "books x:choice(a,b),unique | choice cannot be unique",
                "books x:longtext,unique | longtext cannot be unique",
                "books x:text(2),unique | unique text needs room for 3 code points",
                "books x:integer(1,100000),unique | unique integers need a range",
                "books x:decimal(4,2),unique | unique decimals need 5 digits",
                "books X:date | The field name 'X' must be",
                "books x__in:date | The field name 'x__in' must be",
                "books x:date x:date | Two fields are called 'x'",
                "books class:date | it is a key word of Java",
                "books order:date | it is a key word of SQL",
                "books limit:date | it is a query parameter",
                "books version:date | every record has one of its own",
                "books wait:date | every Java object has a method",
                "books hash_code:date | every Java object has a method",
                "books | A resource needs a field",
                "Books x:date | The name of the resource, 'Books', must be",
                "tables --one table x:date | The singular cannot be 'table'",
                "lists x:date | The singular cannot be 'list': the code of resources uses another class List",
                "strings x:date | uses another class String",
                "people x:date | The singular of 'people' does not follow",
                "books x:date --path v1/books | The path 'v1/books' must be",
                "books x:date --path /v1/Books | The path '/v1/Books' must be",
                "books x:date --write everyone | --write is anonymous, user or admin",
                "books x:date --id text | --id is number or uuid, not 'text'",
                "books x:date --key uuid | There is no option --key",
                "books x:date --path | A value is missing behind --path"
            })
    void refusesWhatNoResourceCanBeMadeOf(String arguments, String fault) {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> parse(arguments))
                .satisfies(
                        e -> assertThat(e.faults()).singleElement().asString().contains(fault));
    }

    @Test
    void refusesMoreFieldsThanATableShouldHave() {
        Stream<String> fields = IntStream.range(0, 200).mapToObj(i -> "x" + i + ":date");
        List<String> arguments = Stream.concat(Stream.of("books"), fields).toList();

        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> DefinitionParser.parse(arguments, tree))
                .satisfies(e ->
                        assertThat(e.faults()).containsExactly("A resource has at most 100 fields; these are 200."));
    }

    @Test
    void saysAllFaultsAtOnce() {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> parse("books x:money y:date,unik limit:date"))
                .satisfies(e -> assertThat(e.faults()).hasSize(3));
    }

    private Definition parse(String arguments) {
        return DefinitionParser.parse(Arrays.asList(arguments.split(" ")), tree);
    }
}
