package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.errors;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Text in the order of people (docs/contract.md: Sort a list). */
class OddOrderTest extends OddCaseSuite {

    /** Behind the mark of a test, in order. */
    private static final List<String> IN_ORDER = List.of(
            "_",
            "-",
            ",",
            "(",
            "%",
            "😀",
            "$",
            "10",
            "9",
            "apple pie",
            "E",
            "e",
            "É",
            "é",
            "Éclair",
            "éclair",
            "eclipse",
            "İstanbul",
            "ıstanbul",
            "Łódź",
            "STRASSE",
            "straße",
            "𝐳",
            "Ｚ",
            "Zebra",
            "zebra",
            "ΑΒΓ",
            "αβγ",
            "Яблоко",
            "яблоко",
            "한글",
            "一",
            "漢字");

    private String prefix;

    @BeforeEach
    void createRecordsInAnyOrder() {
        requireText();
        prefix = resource.mark(10) + " ";
        List<String> shuffled = new ArrayList<>(IN_ORDER);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.forEach(text -> create(resource.body(prefix + text, resource.minNumber())));
    }

    @Test
    void sortsTextForPeople() {
        assertThat(texts(http.get(list("sort", resource.text())))).isEqualTo(IN_ORDER);
        List<String> reversed = new ArrayList<>(IN_ORDER);
        Collections.reverse(reversed);
        assertThat(texts(http.get(list("sort", "-" + resource.text())))).isEqualTo(reversed);
    }

    @Test
    void followsTheOrderByCursor() {
        List<String> walked = new ArrayList<>();
        String next = list("sort", resource.text(), "limit", "1");
        while (next != null) {
            Reply page = http.get(next);
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            walked.addAll(texts(page));
            String link = page.link("next");
            next = link == null ? null : link.replaceFirst("^https?://[^/]+", "");
        }
        assertThat(walked).isEqualTo(IN_ORDER);
    }

    @Test
    void comparesInTheSameOrder() {
        for (String bound : List.of("-", "9", "apple pie", "e", "É", "f", "straße", "Zebra", "漢字")) {
            for (String operator : List.of("lt", "lte", "gt", "gte")) {
                int first = Collections.binarySearch(IN_ORDER, bound, this::compare);
                int equal = first < 0 ? -first - 1 : first;
                int behind = first < 0 ? equal : first + 1;
                List<String> expected = switch (operator) {
                    case "lt" -> IN_ORDER.subList(0, equal);
                    case "lte" -> IN_ORDER.subList(0, behind);
                    case "gt" -> IN_ORDER.subList(behind, IN_ORDER.size());
                    default -> IN_ORDER.subList(equal, IN_ORDER.size());
                };
                String parameter = resource.text() + "__" + operator;
                assertThat(texts(http.get(list("sort", resource.text(), parameter, prefix + bound))))
                        .as(operator + " " + bound)
                        .isEqualTo(expected);
            }
        }
    }

    /** The only bound that is no text of the list is f, which stands before the dotted I. */
    private int compare(String text, String bound) {
        int place = bound.equals("f") ? IN_ORDER.indexOf("İstanbul") : IN_ORDER.indexOf(bound);
        int order = Integer.compare(IN_ORDER.indexOf(text), place);
        return order == 0 && bound.equals("f") ? 1 : order;
    }

    @Test
    void equalsExactly() {
        assertThat(texts(http.get(resource.path() + Http.query(resource.text(), prefix + "É"))))
                .containsExactly("É");
        assertThat(texts(http.get(list("sort", resource.text(), resource.text(), prefix + "É"))))
                .containsExactly("É");
    }

    @Test
    void refusesACursorFromBeforeTheOrder() {
        String link = http.get(list("sort", resource.text(), "limit", "2")).link("next");
        String cursor = link.replaceFirst(".*[?&]cursor=([^&]*).*", "$1");
        String decoded = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        String before = decoded.replace("\0t", "\0v");
        assertThat(before).isNotEqualTo(decoded);
        String old = Base64.getUrlEncoder().withoutPadding().encodeToString(before.getBytes(StandardCharsets.UTF_8));

        var problem = assertProblem(http.get(list("sort", resource.text(), "cursor", old)), 400, "outdated-cursor");

        assertThat(errors(problem, "parameter")).containsExactly("cursor outdated-cursor");
    }

    private List<String> texts(Reply reply) {
        return reply.column(resource.text()).stream()
                .map(text -> text.substring(prefix.length()))
                .toList();
    }

    private String list(String... more) {
        return resource.path()
                + Http.query(resource.text() + "__startswith", prefix.strip())
                + Http.query(more).replace('?', '&');
    }
}
