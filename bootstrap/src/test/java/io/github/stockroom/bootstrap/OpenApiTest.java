package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OpenApiCheck;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.operations.Operation;
import io.github.stockroom.operations.Operations;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The OpenAPI document and the page that shows it. That it says the truth is checked wherever {@link Http} is used. */
class OpenApiTest {

    static final List<Operation> OPERATIONS = Operations.ALL.stream()
            .filter(operation -> !operation.consumes().isEmpty())
            .toList();

    private final Http http = DatabaseKind.H2.service().http();

    @ParameterizedTest
    @FieldSource("OPERATIONS")
    void describesEveryMediaTypeThatAnOperationConsumes(Operation operation) {
        String path = operation.path().replace("{uuid}", "{id}");
        assertThat(OpenApiCheck.requestTypes(operation.method(), path))
                .containsExactlyInAnyOrderElementsOf(operation.consumes());
    }

    @Test
    void theServerIsTheOneThatWasAsked() {
        Reply json = http.get("/openapi.json");
        assertThat(json.header("Content-Type")).isEqualTo("application/json");
        assertThat(json.json().required("openapi").stringValue()).startsWith("3.1");
        assertThat(json.json().at("/servers/0/url").stringValue()).isEqualTo(http.base());
        Reply yaml = http.get("/openapi.yaml/");
        assertThat(yaml.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(yaml.text()).contains("- url: \"" + http.base() + "\"\n");
        Reply other = RawHttp.exchange(
                DatabaseKind.H2.service().port(),
                "GET /openapi.json HTTP/1.1",
                "Host: shop.example",
                "Connection: close");
        assertThat(other.json().at("/servers/0/url").stringValue()).isEqualTo("http://shop.example");
        assertThat(other.etag()).isNotEqualTo(json.etag());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/openapi.yaml", "/docs/swagger-ui-bundle.js", "/docs/docs.js"})
    void whoHasItAlreadyIsToldSo(String path) {
        Reply whole = http.get(path);
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.header("Cache-Control")).isEqualTo("no-cache");
        Reply again = http.get(path, "If-None-Match: " + whole.etag());
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.etag()).isEqualTo(whole.etag());
        Reply head = http.head(path);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.etag()).isEqualTo(whole.etag());
        assertThat(http.get(path, "Accept-Encoding: gzip").header("Content-Encoding"))
                .isEqualTo(path.equals("/docs/docs.js") ? "" : "gzip");
    }

    @Test
    void thePageLoadsNothingFromElsewhere() {
        Reply page = http.get("/docs", "Accept: text/html,*/*;q=0.8");
        assertThat(page.header("Content-Type")).isEqualTo("text/html");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "script-src 'self'");
        var files = Pattern.compile("(?:src|href)=\"(/[^\"]*)\"")
                .matcher(page.text())
                .results()
                .toList();
        assertThat(files).hasSizeGreaterThan(4);
        files.forEach(file -> assertThat(http.get(file.group(1)).status()).isEqualTo(200));
        assertThat(page.text()).doesNotContain("://").doesNotContain("<style").doesNotContain("<script>");
        assertThat(http.get("/docs/").body()).isEqualTo(page.body());
        assertThat(http.get("/docs/swagger-ui.css").header("Content-Type")).isEqualTo("text/css");
        assertProblem(http.get("/docs/package-info.class"), 404, "not_found");
        assertProblem(http.get("/docs", "Accept: application/json"), 406, "not_acceptable");
    }

    @ParameterizedTest
    @CsvSource({
        "/swagger,/docs",
        "/swagger/,/docs",
        "/redoc,/docs",
        "/redoc/,/docs",
        "/api/v1/docs,/docs",
        "/api/v1/docs/,/docs",
        "/swagger.json,/openapi.json",
        "/api/v1/api_schema,/openapi.json",
        "/api/v1/api_schema/,/openapi.json"
    })
    void earlierAddressesLeadOn(String from, String to) {
        Reply moved = http.get(from);
        assertThat(moved.status()).isEqualTo(308);
        assertThat(moved.header("Location")).isEqualTo(http.base() + to);
    }
}
