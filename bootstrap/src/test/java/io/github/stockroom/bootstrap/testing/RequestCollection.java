package io.github.stockroom.bootstrap.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A file of {@code docs/requests}: requests in the syntax of the REST Client extension, with expected statuses. */
public final class RequestCollection {

    private static final Path DIRECTORY = Path.of("../docs/requests");

    private static final Pattern VARIABLE = Pattern.compile("(?m)^@(\\w+) = (.+)$");
    private static final Pattern REQUEST = Pattern.compile(
            "### (?<title>.*)→ (?<status>\\d{3})\\n(# @name (?<name>\\w+)\\n)?"
                    + "(?<method>[A-Z]+) (?<target>\\S+)\\n(?<headers>(?:[\\w-]+: .*\\n)*)(?:\\n(?<body>[^#][\\s\\S]*))?");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(.+?)}}");
    private static final Pattern RESPONSE = Pattern.compile("(\\w+)\\.response\\.(body\\.\\$|headers)\\.([\\w-]+)");

    /** A request before its placeholders are filled. */
    public record Request(
            String title,
            int status,
            @Nullable String name,
            String method,
            String target,
            List<String> headers,
            String body) {

        /** Returns the path, in which a placeholder stands where the OpenAPI document has a parameter. */
        public String path() {
            return target.replace("{{host}}", "").replaceFirst("\\?.*", "");
        }
    }

    private final List<Request> requests;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, Reply> responses = new HashMap<>();

    private RequestCollection(String text) {
        VARIABLE.matcher(text).results().forEach(line -> variables.put(line.group(1), line.group(2)));
        requests = Stream.of(text.split("(?m)^(?=### )"))
                .skip(1)
                .map(block -> parsed(block.strip() + "\n"))
                .toList();
    }

    /** Returns the names of all files. */
    public static List<String> names() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".http"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RequestCollection read(String name) {
        try {
            return new RequestCollection(Files.readString(DIRECTORY.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file unless it is there. */
    public static void writeIfMissing(String name, Supplier<String> text) {
        Path file = DIRECTORY.resolve(name);
        if (!Files.exists(file)) {
            try {
                Files.writeString(file, text.get());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public List<Request> requests() {
        return requests;
    }

    /** Sends a request, whose placeholders may refer to responses to those sent before it. */
    public Reply send(Http http, Request request) {
        variables.put("host", "");
        byte[] body = request.body().isEmpty() ? null : filled(request.body()).getBytes(StandardCharsets.UTF_8);
        List<String> headers = new ArrayList<>();
        request.headers().forEach(header -> headers.add(filled(header)));
        Reply reply = http.send(request.method(), filled(request.target()), body, headers.toArray(String[]::new));
        if (request.name() != null) {
            responses.put(request.name(), reply);
        }
        return reply;
    }

    /** Gives a variable of the file another value. */
    public void set(String variable, String value) {
        variables.put(variable, value);
    }

    private String filled(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
    }

    private String value(String placeholder) {
        if (placeholder.equals("$guid")) {
            return UUID.randomUUID().toString();
        }
        Matcher response = RESPONSE.matcher(placeholder);
        if (response.matches()) {
            Reply reply = responses.get(response.group(1));
            return response.group(2).equals("headers")
                    ? reply.header(response.group(3))
                    : reply.json().required(response.group(3)).asString();
        }
        String value = variables.get(placeholder);
        if (value == null) {
            throw new IllegalStateException("no variable " + placeholder);
        }
        return value;
    }

    private static Request parsed(String block) {
        Matcher found = REQUEST.matcher(block);
        if (!found.matches()) {
            throw new IllegalStateException("not a request with its status:\n" + block);
        }
        String body = found.group("body");
        return new Request(
                found.group("title").strip(),
                Integer.parseInt(found.group("status")),
                found.group("name"),
                found.group("method"),
                found.group("target"),
                found.group("headers").lines().toList(),
                body == null ? "" : body.strip());
    }
}
