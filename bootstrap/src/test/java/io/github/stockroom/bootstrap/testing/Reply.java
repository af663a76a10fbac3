package io.github.stockroom.bootstrap.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A response.
 *
 * @param path what was asked for, without the query; null if that was no valid request
 * @param reason the reason phrase; empty where the client hides it
 * @param headers by name, ignoring case
 */
public record Reply(@Nullable String path, int status, String reason, Map<String, List<String>> headers, byte[] body) {

    /** Keeps decimal numbers as they are written. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final int SHOWN = 500;
    private static final Pattern LINK = Pattern.compile("<([^>]*)>; rel=\"([^\"]*)\"");

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    public boolean has(String header) {
        return headers.containsKey(header);
    }

    /** All fields of this name as one; empty when there is none. */
    public String header(String name) {
        return String.join(", ", headers.getOrDefault(name, List.of()));
    }

    public String etag() {
        return header("ETag");
    }

    /** The id of the record in the body. */
    public String id() {
        return json().required("id").asString();
    }

    /** The target of a link (RFC 8288); null when there is none. */
    public @Nullable String link(String relation) {
        Matcher links = LINK.matcher(header("Link"));
        return links.results()
                .filter(link -> link.group(2).equals(relation))
                .map(link -> link.group(1))
                .findFirst()
                .orElse(null);
    }

    /** The relations of all links, in order. */
    public List<String> relations() {
        return LINK.matcher(header("Link"))
                .results()
                .map((MatchResult link) -> link.group(2))
                .toList();
    }

    /** The values that a member has in the records of a list. */
    public List<String> column(String member) {
        return json().valueStream()
                .map(item -> item.required(member).asString())
                .toList();
    }

    /** The beginning of what came, for failure messages. */
    @Override
    public String toString() {
        String text = text();
        return status + " " + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text);
    }
}
