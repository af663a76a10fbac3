package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertInvalid;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.ResourceUnderTest.error;
import static io.github.stockroom.bootstrap.testing.ResourceUnderTest.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.ResourceUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Odd values of members. */
class OddValueTest extends OddCaseSuite {

    private static final String EMOJI = "\uD83C\uDF4E";

    @ParameterizedTest
    @ValueSource(strings = {"\"\\u0000\"", "\"a\\u0000b\""})
    void refusesTheNullCharacter(String json) {
        requireText();
        assertRefused(resource.text(), json, "null_character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "\"\\udc00\"", "\"a\\udc00\\ud800b\"", "\"a\\ud83c\""})
    void refusesLoneSurrogates(String json) {
        requireText();
        assertRefused(resource.text(), json, "invalid_unicode");
    }

    @Test
    void storesOtherControlCharacters() {
        requireText();
        Reply created =
                create(resource.bodyWith(resource.text(), "\"a\\u0001\\b\\t\\n\\u001f\\u007f\\u0085\\u2028b\""));
        String stored = read(created.id()).json().required(resource.text()).stringValue();
        assertThat(stored).isEqualTo("a\u0001\b\t\n\u001f\u007f\u0085\u2028b");
        assertThat(read(created.id()).text()).contains("\\u0001\\b\\t\\n\\u001F");
    }

    @ParameterizedTest
    @CsvSource({"123, 123", "-1.50, -1.50", "1e5, 1e5"})
    void takesANumberForText(String json, String text) {
        requireText();
        Reply created = create(resource.bodyWith(resource.text(), json));
        assertThat(read(created.id()).json().required(resource.text()).stringValue())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "[]", "[\"a\"]", "{}"})
    void takesNothingElseForText(String json) {
        requireText();
        assertRefused(resource.text(), json, "invalid");
    }

    @Test
    void trimsTextAtBothEnds() {
        requireText();
        Reply created = create(resource.bodyWith(resource.text(), "\"\\t \\u00a0 two  words \\n\\u3000\""));
        assertThat(read(created.id()).json().required(resource.text()).stringValue())
                .isEqualTo("two  words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"  \"", "\"\\u00a0\\t\""})
    void refusesBlankText(String json) {
        requireText();
        assertRefused(resource.text(), json, "blank");
    }

    @Test
    void countsTheLengthOfTextInCodePoints() {
        requireText();
        String longest = EMOJI.repeat(resource.maxText());
        Reply created = create(resource.body(longest, resource.minNumber()));
        assertThat(read(created.id()).json().required(resource.text()).stringValue())
                .isEqualTo(longest);
        JsonNode problem = assertRefused(resource.text(), quote(longest + EMOJI), "max_length");
        assertThat(problem.required("errors").required(0).required("params").toString())
                .isEqualTo("{\"max\":" + resource.maxText() + "}");
        assertThat(create(resource.body(" " + longest + " ", resource.minNumber()))
                        .text())
                .as("measured after trimming")
                .contains(longest);
    }

    @Test
    void requiresEveryRequiredMember() {
        for (String member : resource.required()) {
            assertInvalid(http.post(resource.path(), resource.bodyWithout(member)), error(member, "required"));
            assertInvalid(http.post(resource.path(), resource.bodyWith(member, "null")), error(member, "null"));
        }
    }

    @Test
    void replacingNeedsEveryRequiredMemberToo() {
        Reply record = create();
        for (String member : resource.required()) {
            assertInvalid(
                    http.put(resource.path(record.id()), resource.bodyWithout(member)), error(member, "required"));
        }
        assertUnchanged(record);
    }

    @Test
    void reportsAllFailuresAtOnceWithTheMessagesUnderTheFieldsOwnNames() {
        assumeFalse(resource.required().isEmpty(), resource + " has no required member");
        Reply refused = http.post(resource.path(), "{}");
        JsonNode problem = assertProblem(refused, 400, "validation");
        assertThat(problem.required("errors").size())
                .isEqualTo(resource.required().size());
        for (String member : resource.required()) {
            assertThat(refused.text()).contains("\"pointer\":\"#/" + member + "\"");
            if (ResourceUnderTest.hasMessages(member)) {
                assertThat(problem.required(member).toString()).isEqualTo("[\"This field is required.\"]");
            }
        }
        assertThat(problem.required("title").stringValue()).isEqualTo("Validation failed");
        assertThat(problem.required("detail").stringValue())
                .startsWith(resource.required().size() + " field");
    }

    @Test
    void ignoresMembersThatMeanNothing() {
        Reply created = create(resource.bodyWith("story_line", "[1,{\"a\":null}]"));
        assertThat(created.json().propertyNames()).containsExactlyElementsOf(resource.members());
    }

    @Test
    void strictHandlingRefusesMembersThatMeanNothing() {
        String body = resource.bodyWith("story_line", "1");
        String count = count();
        JsonNode problem = assertProblem(http.post(resource.path(), body, "Prefer: handling=strict"), 400);
        assertThat(problem.toString()).contains("\"pointer\":\"#/story_line\"");
        assertThat(count()).isEqualTo(count);
        Reply known = http.post(resource.path(), resource.body(), "Prefer: handling=strict");
        assertThat(known.status()).isEqualTo(201);
        assertThat(known.header("Preference-Applied")).isEqualTo("handling=strict");
    }
}
