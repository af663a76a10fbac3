package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.errors;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Header fields that caches, proxies and admin front ends send (docs/contract.md: Revalidate with If-None-Match, Odd
 * requests, Errors), for every resource on every database.
 */
class ClientDialectsTest extends OddCaseSuite {

    /** Apache HttpClient's cache matches responses by this tag (jetty.project#14137). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* | \"1\"",
                "\"1\" | \"1\"",
                "W/\"1\" | \"1\"",
                "\"x\", \"1\" | \"1\"",
                "\"1--gzip\" | \"1--gzip\"",
                "\"x\", \"1--gzip\" | \"1--gzip\"",
                "\"7--gzip\", \"1\" | \"1\""
            })
    void notModifiedNamesTheTagOfTheRecordAndNoLength(String tags, String tag) {
        String path = resource.path(create().id());
        for (String encoding : new String[] {"gzip", "gzip, br;q=0.5", "*"}) {
            for (String method : new String[] {"GET", "HEAD"}) {
                Reply held = raw(method, path, "Accept-Encoding: " + encoding, "If-None-Match: " + tags);
                assertThat(held.status()).isEqualTo(304);
                assertThat(held.etag()).as(encoding).isEqualTo(tag);
                assertThat(held.has("Content-Length")).isFalse();
                assertThat(held.header("Vary")).contains("Accept-Encoding");
            }
        }
    }

    @Test
    void theTagOfACompressedRecordComparesAsThatOfTheRecord() {
        requireChoice();
        Reply record = create();
        String path = resource.path(record.id());
        assertThat(raw("GET", path, "Accept-Encoding: gzip", "If-None-Match: \"2--gzip\"")
                        .status())
                .isEqualTo(200);
        String body = resource.bodyFor(record, "Pear", resource.maxNumber());
        assertThat(http.put(path, body, "Accept-Encoding: gzip", "If-Match: \"1--gzip\"")
                        .status())
                .isEqualTo(200);
        assertProblem(http.put(path, body, "If-Match: \"1--gzip\""), 412, "precondition_failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"identity;q=0", "*;q=0", "gzip;q=0", "br, identity;q=0", "gzip, identity;q=0", "", "deflate"})
    void noAcceptEncodingIsRefused(String encoding) {
        Reply record = create();
        Reply read = raw("GET", resource.path(record.id()), "Accept-Encoding: " + encoding);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text()).isEqualTo(record.text());
        assertThat(raw("GET", resource.path() + "?limit=1", "Accept-Encoding: " + encoding)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPartOfARecordReplacesNothing() {
        Reply record = create();
        Reply refused = http.put(
                resource.path(record.id()), resource.body("Pear", resource.maxNumber()), "Content-Range: bytes 0-9/20");
        assertThat(errors(assertProblem(refused, 400, "invalid-header"), "header"))
                .containsExactly("Content-Range invalid");
        assertUnchanged(record);
    }

    @Test
    void anExpectationInHttp10IsIgnored() {
        String body = resource.body();
        try (RawHttp connection = RawHttp.to(service.port())) {
            connection.send(
                    "POST " + resource.path() + " HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Expect: 100-continue\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(connection.read().status()).isEqualTo(201);
        }
    }

    /** As ra-data-simple-rest asks for a page. */
    @Test
    void aRangeOfRecordsIsRefusedAndARangeOfBytesIgnored() {
        String list = resource.path() + "?limit=1";
        for (String range : new String[] {"items=0-9", "products=0-24", "0-9"}) {
            Reply refused = http.get(list, "Range: " + range);
            var problem = assertProblem(refused, 400, "invalid-header");
            assertThat(problem.required("detail").stringValue()).contains("limit", "offset");
        }
        assertThat(http.get(list, "Range: bytes=0-9").status()).isEqualTo(200);
    }

    @Test
    void pointersAreFragmentsOfAUri() {
        String body = resource.bodyWith("a b/%~\u00e9\"#[x]", "1");
        var problem = assertProblem(http.post(resource.path(), body, "Prefer: handling=strict"), 400);
        assertThat(problem.required("errors").required(0).required("pointer").stringValue())
                .isEqualTo("#/a%20b~1%25~0%C3%A9%22%23%5Bx%5D");
    }

    /** react-admin and refine show this member of a refused save. */
    @Test
    void problemsHaveAMessage() {
        var problem = assertProblem(http.post(resource.path(), "no json"), 400);
        assertThat(problem.required("message").stringValue())
                .isEqualTo(problem.required("detail").stringValue());
    }
}
