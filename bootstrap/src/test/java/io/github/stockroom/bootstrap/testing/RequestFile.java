package io.github.stockroom.bootstrap.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Writes the requests of a resource in the form of {@code docs/requests/products.http}, from the OpenAPI document: an
 * example of each operation, preceded by the records that a new one has to refer to.
 */
public final class RequestFile {

    private static final String SIGN_IN = """
            ### Sign in, as not anyone may write here → 200
            # @name session
            POST {{host}}/api/token
            Content-Type: application/json

            {"username": "{{admin}}", "password": "{{password}}"}
            """;
    private static final String AUTHORIZATION = "\nAuthorization: Bearer {{session.response.body.$.access}}";
    private static final String JSON = "\nContent-Type: application/json";
    private static final String IF_MATCH = "\nIf-Match: {{read.response.headers.ETag}}";

    private final String name;
    private final String path;
    private final List<String> requests = new ArrayList<>();
    private final Map<String, Supplier<String>> uniqueValues = new HashMap<>();
    private boolean isSessionNeeded;

    private RequestFile(String name, String path) {
        this.name = name;
        this.path = path;
    }

    /**
     * Returns the text of the file.
     *
     * @param name of the resource, in the plural
     * @param path of the collection
     */
    public static String of(String name, String path) {
        return new RequestFile(name, path).text();
    }

    private String text() {
        Map<String, String> references = references(path, "");
        Map<String, String> first = example(path, references);
        add("Create one", 201, "created", "POST", path, JSON + key() + authorization(path), object(first));
        if (references.keySet().stream()
                .noneMatch(member -> schema(path, member).has("x-unique"))) {
            String rows = object(example(path, references)) + "\n" + object(example(path, references));
            String headers = "\nContent-Type: application/x-ndjson\nPrefer: return=minimal" + authorization(path);
            add("Create several, all of them or none", 201, "", "POST", path, headers, rows);
        }
        String member = first.keySet().stream().findFirst().orElse("id");
        String list = "%s?sort=-%s&limit=20&fields=%2$s,version".formatted(path, member);
        add("List the first twenty, with their versions", 200, "", "GET", list, "\nPrefer: count=exact", "");

        String one = path + "/{{created.response.body.$.id}}";
        String writing = JSON + IF_MATCH + authorization(path);
        add("Read one", 200, "read", "GET", one, "", "");
        String ifNoneMatch = "\nIf-None-Match: {{read.response.headers.ETag}}";
        add("Read it again: unchanged", 304, "", "GET", one, ifNoneMatch, "");
        Map<String, String> second = new LinkedHashMap<>(first);
        Optional<String> changed = changeable(first.keySet());
        changed.ifPresent(name -> second.put(name, MemberValues.otherThan("example", schema(path, name))));
        add("Replace it, unless another client changed it", 200, "", "PUT", one, writing, object(second));
        if (changed.isPresent()) {
            add("Replace it once more with the old version", 412, "", "PUT", one, writing, object(first));
        }
        Map<String, String> change = new LinkedHashMap<>(second);
        change.keySet().retainAll(Set.of(changed.orElse("")));
        add("Change one field", 200, "", "PATCH", one, JSON + authorization(path), object(change));
        if (!required(path).isEmpty()) {
            String title = "What is not valid changes nothing, and the response names the fields";
            add(title, 400, "", "POST", path, JSON + authorization(path), "{}");
        }
        add("Delete it", 204, "", "DELETE", one, authorization(path), "");
        add("Read what is gone", 404, "", "GET", one, "", "");
        return head() + String.join("\n", requests);
    }

    private String head() {
        String head = """
                # %s: every operation, in an order that works on a fresh database. README.md in this folder says how to send them.

                @host = http://localhost:8000
                """.formatted(Character.toUpperCase(name.charAt(0))
                + name.substring(1).replace('-', ' '));
        String session = "@admin = admin\n@password = the password that the first start printed\n\n" + SIGN_IN;
        return head + (isSessionNeeded ? session : "") + "\n";
    }

    /** Creates what a record has to refer to, and returns what names the ids of these records. */
    private Map<String, String> references(String collection, String prefix) {
        Map<String, String> ids = new LinkedHashMap<>();
        ResourceUnderTest resource = ResourceUnderTest.at(collection);
        resource.references().forEach((member, target) -> {
            if (required(collection).contains(member)) {
                String name = prefix + member;
                Map<String, String> body = example(target, references(target, name + "_"));
                add(
                        "Create a record for " + member,
                        201,
                        name,
                        "POST",
                        target,
                        JSON + authorization(target),
                        object(body));
                String id = "{{" + name + ".response.body.$.id}}";
                boolean isNumber = ResourceUnderTest.at(target).ids() == ResourceUnderTest.Ids.NUMBERS;
                ids.put(member, isNumber ? id : ResourceUnderTest.quote(id));
            }
        });
        return ids;
    }

    /** Returns the members of a new record, as JSON: without references that may be left out. */
    private Map<String, String> example(String collection, Map<String, String> references) {
        Map<String, String> members = new LinkedHashMap<>();
        ResourceUnderTest resource = ResourceUnderTest.at(collection);
        post(collection)
                .at("/requestBody/content/application~1json/example")
                .propertyNames()
                .forEach(member -> {
                    JsonNode schema = schema(collection, member);
                    if (references.containsKey(member)) {
                        members.put(member, references.get(member));
                    } else if (schema.has("x-unique") && !resource.references().containsKey(member)) {
                        members.put(member, uniqueValue(collection + " " + member, schema));
                    } else if (!resource.references().containsKey(member)) {
                        members.put(member, schema.required("example").toString());
                    }
                });
        return members;
    }

    /** Returns the example at first, and another value each time from then on. */
    private String uniqueValue(String key, JsonNode schema) {
        Supplier<String> further = uniqueValues.get(key);
        if (further != null) {
            return further.get();
        }
        uniqueValues.put(key, MemberValues.unique(schema));
        return schema.required("example").toString();
    }

    /** Returns the first member that takes more than a few values and may change. */
    private Optional<String> changeable(Set<String> members) {
        ResourceUnderTest resource = ResourceUnderTest.at(path);
        return members.stream()
                .filter(member -> !resource.readOnly().containsKey(member)
                        && !resource.references().containsKey(member)
                        && !schema(path, member).has("enum"))
                .findFirst();
    }

    private String key() {
        return "\nIdempotency-Key: \"" + name + "-{{$guid}}\"";
    }

    /** Returns the header field with a token if not anyone may create records there. */
    private String authorization(String collection) {
        boolean isOpen = post(collection).required("security").valueStream().anyMatch(JsonNode::isEmpty);
        isSessionNeeded |= !isOpen;
        return isOpen ? "" : AUTHORIZATION;
    }

    private void add(
            String title, int status, String named, String method, String target, String headers, String body) {
        requests.add("### %s → %d\n%s%s {{host}}%s%s\n%s"
                .formatted(
                        title,
                        status,
                        named.isEmpty() ? "" : "# @name " + named + "\n",
                        method,
                        target,
                        headers,
                        body.isEmpty() ? "" : "\n" + body + "\n"));
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> ResourceUnderTest.quote(member.getKey()) + ": " + member.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static JsonNode schema(String collection, String member) {
        return schema(collection).required("properties").required(member);
    }

    private static Set<String> required(String collection) {
        return schema(collection)
                .path("required")
                .valueStream()
                .map(JsonNode::stringValue)
                .collect(Collectors.toSet());
    }

    private static JsonNode schema(String collection) {
        return ApiDocument.recordSchema(post(collection).at("/requestBody/content/application~1json/schema"));
    }

    private static JsonNode post(String collection) {
        return ApiDocument.root().required("paths").required(collection).required("post");
    }
}
