package io.github.stockroom.rest.exchange;

import static io.github.stockroom.rest.ProblemAssertions.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.version.Precondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class EntityTagsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* | true | true",
                "\"7\" | true | true",
                "W/\"7\" | false | true",
                "\"6\", \"7\" | true | true",
                ",\"7\", | true | true",
                "\"a,b\",\"7\" | true | true",
                "\"8\" | false | false",
                "\"7--gzip\" | true | true",
                "W/\"7--gzip\" | false | true",
                "\"7--br\" | false | false",
                "\"--gzip\" | false | false",
                "\"07\" | false | false",
                "\"\" | false | false",
                "\"99999999999999999999\" | false | false"
            })
    void comparesStronglyForWritesAndWeaklyForReads(String tags, boolean strong, boolean weak) {
        assertThat(ifMatch(tags).allows(7)).isEqualTo(strong);
        MockHttpServletRequest read = request("If-None-Match", tags);
        read.addHeader("Accept-Encoding", "gzip");
        assertThat(EntityTags.heldByClient(read, 7) != null).isEqualTo(weak);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "\"7", "7\"", "\"6\" \"7\"", "*, \"7\"", "w/\"7\"", "W/ \"7\"", "\"7\";x", ","})
    void refusesWhatIsNoTag(String tags) {
        assertThat(codeOf(() -> ifMatch(tags))).isEqualTo("invalid-header");
        assertThat(codeOf(() -> EntityTags.heldByClient(request("If-None-Match", tags), 7)))
                .isEqualTo("invalid-header");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* | \"7\"",
                "\"7\" | \"7\"",
                "W/\"7\" | \"7\"",
                "\"x\", \"7\" | \"7\"",
                "\"7--gzip\" | \"7--gzip\"",
                "\"6\", W/\"7--gzip\" | \"7--gzip\"",
                "\"7--gzip\", \"7\" | \"7\""
            })
    void namesTheTagThatACacheLooksFor(String tags, String tag) {
        MockHttpServletRequest request = request("If-None-Match", tags);
        request.addHeader("Accept-Encoding", "gzip");
        assertThat(EntityTags.heldByClient(request, 7)).isEqualTo(tag);
    }

    /** A cache names the tags of all responses that it holds, also of those that do not suit this client. */
    @ParameterizedTest
    @ValueSource(strings = {"identity", "", "br", "gzip;q=0", "*;q=0", "gzip;q=x"})
    void aCompressedResponseIsHeldOnlyByClientsThatCanUnpackIt(String encoding) {
        MockHttpServletRequest packed = request("If-None-Match", "\"7--gzip\", \"6\"");
        assertThat(EntityTags.heldByClient(packed, 7)).isNull();
        packed.addHeader("Accept-Encoding", encoding);
        assertThat(EntityTags.heldByClient(packed, 7)).isNull();
        MockHttpServletRequest both = request("If-None-Match", "\"7--gzip\", \"7\"");
        both.addHeader("Accept-Encoding", encoding);
        assertThat(EntityTags.heldByClient(both, 7)).isEqualTo("\"7\"");
    }

    @Test
    void severalHeaderFieldsAreOneList() {
        MockHttpServletRequest request = request("If-Match", "\"6\"");
        request.addHeader("If-Match", "\"7\"");
        assertThat(EntityTags.precondition(request).allows(7)).isTrue();
    }

    @Test
    void writesMindIfNoneMatchToo() {
        assertThat(EntityTags.precondition(new MockHttpServletRequest()).allows(7))
                .isTrue();
        assertThat(EntityTags.precondition(request("If-None-Match", "*")).allows(7))
                .isFalse();
        assertThat(EntityTags.precondition(request("If-None-Match", "W/\"7\"")).allows(7))
                .isFalse();
        assertThat(EntityTags.precondition(request("If-None-Match", "\"8\"")).allows(7))
                .isTrue();
    }

    private static Precondition ifMatch(String tags) {
        return EntityTags.precondition(request("If-Match", tags));
    }

    private static MockHttpServletRequest request(String header, String value) {
        var request = new MockHttpServletRequest();
        request.addHeader(header, value);
        return request;
    }
}
