package io.github.stockroom.bootstrap.testing;

import io.github.stockroom.operations.Operations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import tools.jackson.databind.JsonNode;

/**
 * The properties of a resource that the suites for every resource need. They come from the OpenAPI document, so that a
 * new resource is tested without an entry here.
 *
 * @param path of the collection
 * @param ids how records are named
 * @param members of a record, in declared order
 * @param text the required text field with the most room that is neither unique nor read-only, at most {@code
 *     maxText} code points; empty if no field holds twenty
 * @param number a required whole number, {@code minNumber} to {@code maxNumber}; empty if there is none that holds 7 to
 *     1,000
 * @param others further required members of a valid body, with what gives their values as JSON
 * @param nullable fields that may be null
 * @param emptiable those of them that may be empty text, which is not the same
 * @param defaults members that may be left out, with their values then
 * @param unique members that no two records share
 * @param readOnly members that are given once and never changed, with other values than the examples
 * @param references members that refer to other records, with the paths of these
 * @param examples what gives values of each field that may be null, as JSON
 */
public record ResourceUnderTest(
        String path,
        Ids ids,
        List<String> members,
        String text,
        int maxText,
        String number,
        long minNumber,
        long maxNumber,
        Map<String, Supplier<String>> others,
        List<String> nullable,
        List<String> emptiable,
        Map<String, Default> defaults,
        List<String> unique,
        Map<String, String> readOnly,
        Map<String, String> references,
        Map<String, Supplier<String>> examples) {

    public static final List<ResourceUnderTest> ALL = all();

    /** The same for each service, with values that are valid there. */
    private static final Map<String, ResourceUnderTest> BOUND = new ConcurrentHashMap<>();

    /** Names that belong to the problem document itself, so that no field's messages stand there. */
    private static final Set<String> RESERVED =
            Set.of("type", "title", "status", "detail", "instance", "code", "requestId", "errors");

    /** The least room for the texts of tests, in code points. */
    private static final int MIN_TEXT = 20;

    /** The kinds of ids of records. */
    public enum Ids {
        NUMBERS("999999999999", "abc", "0", "-1", "1.5", "1e0", "1x", "%201", "99999999999999999999"),
        UUIDS(
                "0190a5f0-0000-7000-8000-000000000000",
                "abc",
                "0",
                "1",
                "0190a5f0-0000-7000-8000-00000000000g",
                "1-1-1-1-1");

        private final String absent;
        private final List<String> impossible;

        Ids(String absent, String... impossible) {
            this.absent = absent;
            this.impossible = List.of(impossible);
        }
    }

    /** @param path of the collection */
    public static ResourceUnderTest at(String path) {
        return ALL.stream()
                .filter(resource -> resource.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    /** The same, for requests to one service: bodies refer to records that exist there. */
    public ResourceUnderTest of(Http http) {
        return BOUND.computeIfAbsent(http.base() + path, key -> of(path, new Targets(http)));
    }

    /** The default of a member and another value, as JSON. */
    public record Default(String json, String other) {}

    /** Records are what a POST takes as CSV. */
    private static List<ResourceUnderTest> all() {
        List<ResourceUnderTest> all = new ArrayList<>();
        ApiDocument.root().required("paths").forEachEntry((path, item) -> {
            JsonNode post = item.path("post");
            if (post.path("requestBody").path("content").has("text/csv")) {
                all.add(of(path, new Targets(new Http("http://no-service.invalid"))));
            }
        });
        return List.copyOf(all);
    }

    private static ResourceUnderTest of(String path, Targets targets) {
        JsonNode post = ApiDocument.root().required("paths").required(path).required("post");
        JsonNode given = schema(post.path("requestBody"));
        JsonNode response = schema(post.path("responses").path("201"));
        JsonNode whole = response.required("properties");
        List<String> always = new ArrayList<>();
        response.required("required").forEach(name -> always.add(name.stringValue()));
        Map<String, JsonNode> required = new LinkedHashMap<>();
        given.required("required")
                .forEach(name -> required.put(
                        name.stringValue(), given.required("properties").required(name.stringValue())));
        String text = required.entrySet().stream()
                .filter(member -> member.getValue().has("maxLength"))
                .filter(member -> isFree(member.getValue()))
                .filter(member -> member.getValue().required("maxLength").intValue() >= MIN_TEXT)
                .max(Comparator.comparing(
                        member -> member.getValue().required("maxLength").intValue()))
                .map(Map.Entry::getKey)
                .orElse("");
        String number = required.entrySet().stream()
                .filter(member -> isUsableNumber(member.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        Map<String, Supplier<String>> others = new LinkedHashMap<>();
        required.forEach((name, schema) -> others.put(name, MemberValues.of(schema, targets)));
        others.keySet().removeAll(List.of(text, number));
        List<Map.Entry<String, JsonNode>> nullable = given.required("properties")
                .propertyStream()
                .filter(member -> member.getValue().path("type").isArray())
                .toList();
        return new ResourceUnderTest(
                path,
                whole.required("id").path("format").asString("").equals("uuid") ? Ids.UUIDS : Ids.NUMBERS,
                whole.propertyNames().stream().filter(always::contains).toList(),
                text,
                text.isEmpty() ? 0 : required.get(text).required("maxLength").intValue(),
                number,
                number.isEmpty() ? 0 : required.get(number).required("minimum").longValue(),
                number.isEmpty()
                        ? 1_000
                        : required.get(number).required("maximum").longValue(),
                others,
                nullable.stream().map(Map.Entry::getKey).toList(),
                nullable.stream()
                        .filter(member -> isEmptiable(member.getValue()))
                        .map(Map.Entry::getKey)
                        .toList(),
                given.required("properties")
                        .propertyStream()
                        .filter(member -> member.getValue().has("default"))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                member -> new Default(
                                        member.getValue().required("default").toString(),
                                        MemberValues.otherThan("default", member.getValue())))),
                given.required("properties")
                        .propertyStream()
                        .filter(member -> member.getValue().has("x-unique"))
                        .map(Map.Entry::getKey)
                        .toList(),
                given.required("properties")
                        .propertyStream()
                        .filter(member -> member.getValue().has("x-immutable"))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, member -> MemberValues.otherThan("example", member.getValue()))),
                given.required("properties")
                        .propertyStream()
                        .filter(member -> member.getValue().has("x-references"))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                member -> member.getValue()
                                        .required("x-references")
                                        .stringValue())),
                nullable.stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, member -> MemberValues.of(member.getValue(), targets))));
    }

    private static JsonNode schema(JsonNode described) {
        return ApiDocument.recordSchema(
                described.required("content").required("application/json").required("schema"));
    }

    private static boolean isEmptiable(JsonNode schema) {
        return schema.required("type").toString().contains("\"string\"")
                && schema.path("minLength").asInt(0) == 0
                && !schema.has("format")
                && !schema.has("enum");
    }

    /** Returns true if records may share a value and change it. */
    private static boolean isFree(JsonNode schema) {
        return !schema.has("x-unique") && !schema.has("x-immutable");
    }

    private static boolean isUsableNumber(JsonNode schema) {
        return isFree(schema)
                && schema.path("format").asString("").equals("int32")
                && schema.required("minimum").longValue() <= 7
                && schema.required("maximum").longValue() >= 1_000;
    }

    public boolean hasText() {
        return !text.isEmpty();
    }

    public boolean hasNumber() {
        return !number.isEmpty();
    }

    /** A field other than the text whose order is that of the numbers of bodies, or else of their creation. */
    public String sort() {
        return hasNumber() ? number : "id";
    }

    /**
     * Text by which a test knows its own records.
     *
     * @param room the code points that the test needs beside it
     */
    public String mark(int room) {
        return UUID.randomUUID().toString().substring(0, Math.min(8, maxText - room));
    }

    /** The start of a text that the field has room for. */
    public String fitting(String start) {
        return start.substring(0, Math.min(start.length(), maxText));
    }

    /**
     * Every resource on every database, or those of {@code -Dstockroom.resources=books,authors}: a team tries its own
     * alone, and the check of generated resources leaves the others to the run of all tests.
     */
    public static Stream<Arguments> onEveryDatabase() {
        List<String> picked =
                List.of(System.getProperty("stockroom.resources", "").split(","));
        return ALL.stream()
                .filter(resource -> picked.contains("") || picked.contains(resource.code()))
                .flatMap(
                        resource -> Stream.of(DatabaseKind.values()).map(database -> Arguments.of(resource, database)));
    }

    /** Returns its name in settings, in scopes and in the links of {@code /api}. */
    public String code() {
        return Operations.find("GET", path).orElseThrow().resource().code();
    }

    /** An id that could be one, but of no record. */
    public String absentId() {
        return ids.absent;
    }

    /** Returns ids that no record ever has, as they stand in a path. */
    public List<String> impossibleIds() {
        return ids.impossible;
    }

    public String path(String id) {
        return path + "/" + id;
    }

    /** A valid body: two of them differ in unique members. */
    public String body(String textValue, long numberValue) {
        return object(members(textValue, Long.toString(numberValue)));
    }

    /** A valid body. */
    public String body() {
        return body("Apple", minNumber + 7);
    }

    /** A valid body to replace a record: it keeps what cannot be changed. */
    public String bodyFor(Reply record, String textValue, long numberValue) {
        return object(kept(record, members(textValue, Long.toString(numberValue))));
    }

    /** A valid body to replace a record but for one member, which is this piece of JSON. */
    public String bodyFor(Reply record, String member, String json) {
        Map<String, String> all = kept(record, validMembers());
        all.put(member, json);
        return object(all);
    }

    private Map<String, String> kept(Reply record, Map<String, String> all) {
        readOnly.keySet()
                .forEach(
                        member -> all.put(member, record.json().required(member).toString()));
        return all;
    }

    /** A valid body but for one member, which is this piece of JSON. */
    public String bodyWith(String member, String json) {
        Map<String, String> all = validMembers();
        all.put(member, json);
        return object(all);
    }

    public String bodyWithout(String member) {
        Map<String, String> all = validMembers();
        all.remove(member);
        return object(all);
    }

    /** The required members, in no order. */
    public Set<String> required() {
        return validMembers().keySet();
    }

    /** Returns the location and the code of a problem about a field. */
    public static String error(String field, String code) {
        return "#/" + field + " " + code;
    }

    /** Returns true if a problem has the messages about this field as a member. */
    public static boolean hasMessages(String field) {
        return !RESERVED.contains(field);
    }

    /** Returns a valid value of a member other than the text and the number, as JSON. */
    public String value(String member) {
        Supplier<String> values = others.containsKey(member) ? others.get(member) : examples.get(member);
        return Objects.requireNonNull(values, member).get();
    }

    /** Returns a valid value of such a member as a cell of CSV. */
    public String cell(String member) {
        return cellOf(value(member));
    }

    /** Returns a value as a cell of CSV. */
    public static String cellOf(String json) {
        return json.replaceAll("^\"|\"$", "");
    }

    /** Returns true if a member of a response has this value: numbers may have more zeros behind the point. */
    public static boolean isValue(JsonNode member, String json) {
        return member.isNumber()
                ? new BigDecimal(member.toString()).compareTo(new BigDecimal(json)) == 0
                : member.toString().equals(json);
    }

    /** A JSON object with one member. */
    public static String object(String member, String json) {
        return object(Map.of(member, json));
    }

    public static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    @Override
    public String toString() {
        return path;
    }

    private Map<String, String> validMembers() {
        return members("Apple", Long.toString(minNumber + 7));
    }

    private Map<String, String> members(String textValue, String numberJson) {
        Map<String, String> all = new LinkedHashMap<>();
        others.forEach((name, values) -> all.put(name, values.get()));
        if (hasText()) {
            all.put(text, quote(textValue));
        }
        if (hasNumber()) {
            all.put(number, numberJson);
        }
        return all;
    }

    private static String object(Map<String, String> members) {
        List<String> parts = new ArrayList<>();
        members.forEach((name, json) -> parts.add(quote(name) + ":" + json));
        return parts.stream().collect(Collectors.joining(",", "{", "}"));
    }
}
